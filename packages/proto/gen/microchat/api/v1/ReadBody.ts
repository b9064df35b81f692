// Original file: proto/microchat/api/v1/api.proto


export interface ReadBody {
  'index'?: (number);
}

export interface ReadBody__Output {
  'index': (number);
}
