/** Tells how large everybody stands in the recording, and who stands in it no longer. */
import type { CallEngine, Size } from '../engine.ts';
import { AREA, layOut, type Box } from './layout.ts';

interface Shows {
  id: string;
  screen: unknown;
}

interface Told {
  id: string;
  what: 'face' | 'screen';
  size: Size;
}

export function createSizes(tell: CallEngine['sized']): (faces: readonly Shows[]) => void {
  let told: Told[] = [];
  return (faces) => {
    const now = sizesOf(faces);
    const stays = ({ id, what }: Told) => now.some((one) => one.id === id && one.what === what);
    for (const { id, what } of told.filter((one) => !stays(one))) tell(id, what, undefined);
    for (const { id, what, size } of now) tell(id, what, size);
    told = now;
  };
}

function sizesOf(faces: readonly Shows[]): Told[] {
  const sharing = faces.find(({ screen }) => screen);
  const places = layOut(faces.length, sharing !== undefined, AREA);
  const told = faces.flatMap(({ id }, no) => toldOf(id, 'face', places.faces[no]));
  return sharing ? [...told, ...toldOf(sharing.id, 'screen', places.screen)] : told;
}

function toldOf(id: string, what: Told['what'], box: Box | undefined): Told[] {
  if (!box) return [];
  return [{ id, what, size: { width: Math.round(box.width), height: Math.round(box.height) } }];
}
