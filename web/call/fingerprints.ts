/** Those of the two keys of a connection between browsers, ours first; undefined before both are known. */
export function fingerprintsOf(connection: {
  localDescription: { sdp: string } | null;
  remoteDescription: { sdp: string } | null;
}): [string, string] | undefined {
  const ours = fingerprintIn(connection.localDescription?.sdp);
  const theirs = fingerprintIn(connection.remoteDescription?.sdp);
  return ours && theirs ? [ours, theirs] : undefined;
}

function fingerprintIn(sdp = ''): string | undefined {
  return /^a=fingerprint:(\S+ \S+)/m.exec(sdp)?.[1]?.toLowerCase();
}
