import { groupNotFound, type Group, type GroupState, type GroupStep } from './group-state.ts';

export function renameGroup(state: GroupState, name: string): GroupStep<Group> {
  if (state.group === undefined) return { reply: groupNotFound() };
  if (state.group.name === name) return { reply: state.group };
  const group = { ...state.group, name };
  return { reply: group, changed: { group, settledThrough: state.settledThrough, members: [] } };
}
