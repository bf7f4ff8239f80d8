/** What hangs on an idea: comments, ideas that build on it, stacks, reactions, pictures, versions. */
export const talk = {
  comments: (count: number) => `${count} ข้อคิดเห็นเพิ่มเติม`,
}
