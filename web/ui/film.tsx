/** A film to play where it stands. Nothing of it is fetched but its length before somebody presses. */
export function Film({
  film: { src, title },
}: {
  film: { src: string | undefined; title: string };
}) {
  if (!src) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- Nobody writes down what is said in a call.
    <video
      className="film"
      src={src}
      aria-label={`Recording of ${title}`}
      controls
      playsInline
      preload="metadata"
    />
  );
}
