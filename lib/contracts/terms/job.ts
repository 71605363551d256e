/** So many users are taken off in one act. */
export const OFFBOARD_AT_ONCE = 100;
