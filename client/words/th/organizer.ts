export const organizer = {}
