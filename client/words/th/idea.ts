export const idea = {}
