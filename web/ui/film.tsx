/** A film to play where it stands. Nothing of it is fetched but its length before somebody presses. */
export function Film({
  film: { src, title },
}: {
  film: { src: string | undefined; title: string };
}) {
  if (!src) return null;
  return (
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
