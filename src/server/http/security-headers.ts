/**
 * For every answer, whatever it says itself. A page's Content-Security-Policy comes with the page, because it names the page's own
 * scripts; whether HTTPS stays is the operator's to promise, who may serve a classroom without it tomorrow.
 */
export const SECURITY_HEADERS = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** For every answer that says nothing else. */
export const DEFAULT_HEADERS = {
  // No page of another origin keeps a hold of a window of ours.
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Nearly every answer is about one student.
  'Cache-Control': 'no-store',
};
