// Original file: proto/microchat/api/v1/api.proto


export interface ClearHistoryBody {
  'throughIndex'?: (number);
}

export interface ClearHistoryBody__Output {
  'throughIndex': (number);
}
