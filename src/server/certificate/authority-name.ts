/** What the name of each authority begins with that `npm run certificate` makes. */
export const AUTHORITY_NAME = 'Satchel authority of ';
