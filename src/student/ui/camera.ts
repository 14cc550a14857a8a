import type { Camera } from '../session/scan-ticket.ts';

/** The Barcode Detection API, which TypeScript's DOM library does not know. */
interface BarcodeDetector {
  detect(image: HTMLVideoElement): Promise<Array<{ rawValue: string }>>;
}
interface BarcodeDetectorClass {
  new (options: { formats: string[] }): BarcodeDetector;
  getSupportedFormats(): Promise<string[]>;
}

const FORMAT = 'qr_code';
const detectorClass = () => (globalThis as { BarcodeDetector?: BarcodeDetectorClass }).BarcodeDetector;

/** Whether this browser reads such codes, and has a camera to read them with. */
export async function canScan(): Promise<boolean> {
  try {
    const formats = await detectorClass()?.getSupportedFormats();
    const devices = await navigator.mediaDevices?.enumerateDevices();
    return (formats?.includes(FORMAT) && devices?.some(({ kind }) => kind === 'videoinput')) ?? false;
  } catch {
    return false;
  }
}

/** Shows the camera's picture in `video`, as a mirror where it looks at the student. @throws as `getUserMedia` does */
export async function openCamera(video: HTMLVideoElement): Promise<Camera> {
  const Detector = detectorClass();
  if (!Detector) throw new DOMException('no detector', 'NotFoundError');
  const detector = new Detector({ formats: [FORMAT] });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  try {
    const [track] = stream.getVideoTracks();
    video.classList.toggle('mirror', track?.getSettings().facingMode !== 'environment');
    video.srcObject = stream;
    await video.play();
  } catch (error) {
    stop();
    throw error;
  }
  return { look: async () => (await detector.detect(video)).map(({ rawValue }) => rawValue), stop };
}
