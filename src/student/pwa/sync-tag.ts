/** Tag of the one-off background sync that wakes the worker's uploader. */
export const UPLOAD_SYNC_TAG = 'satchel-upload';
