const SECONDS = 0.6;
const HERTZ = 523;
const LOUD = 0.2;
/** Without a ramp at either end the loudspeaker clicks. */
const RAMP = 0.05;

/**
 * Plays a short tone; to be called in a click, without which browsers stay silent.
 *
 * @returns false where the browser makes no sound
 */
export async function playTone(Context: typeof AudioContext | undefined): Promise<boolean> {
  if (!Context) return false;
  try {
    const context = new Context();
    const tone = new OscillatorNode(context, { frequency: HERTZ });
    const volume = new GainNode(context, { gain: 0 });
    const at = context.currentTime;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(LOUD, at + RAMP);
    volume.gain.setValueAtTime(LOUD, at + SECONDS - RAMP);
    volume.gain.linearRampToValueAtTime(0, at + SECONDS);
    tone.connect(volume).connect(context.destination);
    tone.onended = () => void context.close();
    tone.start(at);
    tone.stop(at + SECONDS);
    return true;
  } catch {
    return false;
  }
}
