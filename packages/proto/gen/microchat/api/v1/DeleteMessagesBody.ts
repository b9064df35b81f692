// Original file: proto/microchat/api/v1/api.proto


export interface DeleteMessagesBody {
  'indexes'?: (number)[];
}

export interface DeleteMessagesBody__Output {
  'indexes': (number)[];
}
