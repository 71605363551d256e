/** What the secret of a member's second factor is sealed as. */
export const secretContext = (userId: string) => `second-factor:${userId}:secret`;
