/** For tests of this folder. */

/** As much of a browser's connection as a peer needs to believe in it. */
export class Connection extends EventTarget {
  connectionState: RTCPeerConnectionState = 'new';
  signalingState = 'stable';
  localDescription = { sdp: 'an offer' };
  remoteDescription = null;
  onconnectionstatechange: (() => void) | null = null;
  restarts = 0;
  packets = 0;
  limits: unknown[] = [];
  heardMs: number | undefined;
  wholePictures = 0;
  #places: object[] = [];
  addTransceiver(kind: string): void {
    const parameters: RTCRtpSendParameters = {
      ...{ codecs: [], headerExtensions: [], rtcp: {}, transactionId: '' },
      encodings: [{}],
    };
    const sender = {
      replaceTrack: async () => {},
      setStreams: () => {},
      getParameters: () => structuredClone(parameters),
      track: { kind },
      setParameters: async (now: RTCRtpSendParameters, options?: { encodingOptions: object[] }) => {
        Object.assign(parameters, now);
        if (options) this.wholePictures += 1;
        this.limits.push(now.encodings[0]?.maxBitrate);
      },
    };
    const heard = () => (this.heardMs === undefined ? [] : [{ timestamp: this.heardMs }]);
    this.#places.push({ sender, receiver: { getSynchronizationSources: heard } });
  }
  getTransceivers(): object[] {
    return this.#places;
  }
  steps: string[] = [];
  configuration: RTCConfiguration = { iceTransportPolicy: 'relay' };
  async setLocalDescription(): Promise<void> {}
  async setRemoteDescription(): Promise<void> {
    this.steps.push('heard');
    Object.assign(this, { remoteDescription: { sdp: 'theirs' } });
  }
  getConfiguration(): RTCConfiguration {
    return this.configuration;
  }
  /** As in a browser: what is left out is as it is by itself. */
  setConfiguration(configuration: RTCConfiguration): void {
    this.configuration = { iceTransportPolicy: 'all', ...configuration };
  }
  restartIce(): void {
    this.restarts += 1;
  }
  async getStats(): Promise<Map<string, object>> {
    return new Map([['voice', { type: 'inbound-rtp', packetsReceived: this.packets }]]);
  }
  close(): void {
    this.signalingState = 'closed';
  }
  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

// A set of tracks is all that is needed of a stream here.
Object.assign(globalThis, { MediaStream: Set });
