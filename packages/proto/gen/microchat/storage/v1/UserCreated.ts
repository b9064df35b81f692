// Original file: proto/microchat/storage/v1/user_store.proto


export interface UserCreated {
}

export interface UserCreated__Output {
}
