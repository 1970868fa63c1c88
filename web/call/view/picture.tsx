import { useContext, useEffect, useRef } from 'react';
import type { Size } from '../engine.ts';
import { Speaker } from './speaker.tsx';
import { useDrawn } from './use-drawn.ts';
import { useSize } from './use-size.ts';

/** A moving picture, with its sound unless `silent`. `blocked` is told when the browser wants a tap before sound. */
export function Picture(props: {
  stream: MediaStream;
  silent?: boolean;
  mirrored?: boolean;
  whole?: boolean;
  hidden?: boolean;
  onBlocked?: (play: () => void) => void;
  onDrawn?: () => void;
  onSize?: (size: Size | undefined) => void;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const { stream, silent, onBlocked } = props;
  const speaker = useContext(Speaker);
  useSize(video, props.onSize);
  useDrawn(video, props.onDrawn);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    if (element.srcObject !== stream) element.srcObject = stream;
    const play = () =>
      element.play().catch((error: unknown) => {
        if (error instanceof Error && error.name === 'NotAllowedError')
          onBlocked?.(() => void play());
      });
    void play();
    // A phone call stops what plays, and nobody starts it again.
    const goOn = () => void (!document.hidden && element.paused && play());
    document.addEventListener('visibilitychange', goOn);
    return () => document.removeEventListener('visibilitychange', goOn);
  }, [stream, onBlocked]);
  useEffect(() => {
    const element = video.current;
    // A speaker that is gone leaves the sound where it was.
    if (!silent && element && 'setSinkId' in element) element.setSinkId(speaker).catch(() => {});
  }, [speaker, silent]);
  const looks = [
    'picture',
    props.mirrored && 'mirrored',
    props.whole && 'whole',
    props.hidden && 'dark',
  ];
  return (
    // What is said in a call has no captions here; the chat stands beside it.
    // oxlint-disable-next-line jsx-a11y/media-has-caption
    <video
      ref={video}
      className={looks.filter(Boolean).join(' ')}
      muted={silent}
      autoPlay
      playsInline
    />
  );
}
