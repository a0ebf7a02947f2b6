/** The build of exifr for JPEG and HEIC: 45 KB instead of 75. */
declare module 'exifr/dist/lite.esm.mjs' {
  export function gps(file: Blob): Promise<{ latitude: number; longitude: number } | undefined>;
}
