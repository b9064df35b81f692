// Original file: proto/microchat/storage/v1/group_store.proto


export interface SettleChangeReply {
}

export interface SettleChangeReply__Output {
}
