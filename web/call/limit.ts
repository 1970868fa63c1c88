/** Lets a picture take so many bits a second at most; undefined leaves it to the browser. */
export function limit(sender: RTCRtpSender, most: number | undefined): void {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (!encoding || encoding.maxBitrate === most) return;
  delete encoding.maxBitrate;
  if (most !== undefined) encoding.maxBitrate = most;
  // A browser that takes no advice sends as much as it finds good.
  sender.setParameters(parameters).catch(() => {});
}
