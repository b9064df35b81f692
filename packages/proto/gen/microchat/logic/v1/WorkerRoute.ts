// Original file: proto/microchat/logic/v1/presence.proto


export interface WorkerRoute {
  'incarnation'?: (string);
  'address'?: (string);
}

export interface WorkerRoute__Output {
  'incarnation': (string);
  'address': (string);
}
