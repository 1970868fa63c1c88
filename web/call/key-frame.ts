/** Of WebRTC’s extensions, which not every browser knows: https://w3c.github.io/webrtc-extensions/#dom-rtcencodingoptions-keyframe */
interface KeyFrameOptions extends RTCSetParameterOptions {
  encodingOptions: { keyFrame: boolean }[];
}

/**
 * Sends the next picture whole. After a gap in the line the other side lacks what the following ones build
 * on, and asks for a whole one only when it has drawn nothing for three seconds.
 */
export function sendKeyFrame(sender: RTCRtpSender): void {
  const parameters = sender.getParameters();
  const options: KeyFrameOptions = {
    encodingOptions: parameters.encodings.map(() => ({ keyFrame: true })),
  };
  // Where this is not known the other side asks by itself, later.
  sender.setParameters(parameters, options).catch(() => {});
}
