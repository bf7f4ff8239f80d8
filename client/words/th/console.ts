export const consoleWords = {}
