/** Votes: the ballot on the tablet, and the results. */
export const vote = {
  title: 'ลงคะแนน',
}
