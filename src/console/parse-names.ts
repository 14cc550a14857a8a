/** A student as a teacher pasted them, with the LTI fields that a session is made from. */
export interface PastedStudent {
  user_id: string;
  lis_person_name_given: string;
  lis_person_name_family: string;
}

export interface PastedNames {
  students: PastedStudent[];
  /** What cannot be taken as it stands, with the line that it is about, counted from 1. */
  problems: Array<{ line: number; message: string }>;
}

/**
 * Reads one student a line: `Maya Rivera` or `Rivera, Maya`, and after a tab (two columns pasted from a spreadsheet) the
 * school's own id. Without an id the name is the id, so that the same name is the same student in the next test.
 */
export function parseNames(pasted: string): PastedNames {
  const students: PastedStudent[] = [];
  const problems: PastedNames['problems'] = [];
  const seen = new Map<string, number>();
  pasted.split(/\r?\n/).forEach((text, index) => {
    const line = index + 1;
    const [name = '', id = ''] = text.split('\t').map((part) => part.trim().replace(/\s+/g, ' '));
    if (name === '' && id === '') return;
    if (name === '') {
      problems.push({ line, message: 'The name is missing.' });
      return;
    }
    const names = splitName(name);
    const wholeName = `${names.lis_person_name_given} ${names.lis_person_name_family}`.trim();
    const student = { user_id: id || wholeName.toLowerCase(), ...names };
    const before = seen.get(student.user_id);
    if (before !== undefined) {
      problems.push({
        line,
        message: `Same as line ${before}. Put a tab and an id behind the name to tell them apart.`,
      });
      return;
    }
    seen.set(student.user_id, line);
    students.push(student);
  });
  return { students, problems };
}

function splitName(name: string): { lis_person_name_given: string; lis_person_name_family: string } {
  const comma = name.indexOf(',');
  if (comma >= 0) {
    return { lis_person_name_given: name.slice(comma + 1).trim(), lis_person_name_family: name.slice(0, comma).trim() };
  }
  const space = name.lastIndexOf(' ');
  if (space < 0) return { lis_person_name_given: name, lis_person_name_family: '' };
  return { lis_person_name_given: name.slice(0, space), lis_person_name_family: name.slice(space + 1) };
}
