// Original file: proto/microchat/business/v1/im_business.proto


export interface UserPresence {
  'userId'?: (string);
  'online'?: (boolean);
}

export interface UserPresence__Output {
  'userId': (string);
  'online': (boolean);
}
