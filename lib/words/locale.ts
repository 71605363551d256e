/** The language of every number, date and list that the console writes. */
export const LOCALE = "en-GB";
