// Original file: proto/microchat/business/v1/im_business.proto


export interface IssueTokenRequest {
  'userId'?: (string);
  'ttlMs'?: (number);
}

export interface IssueTokenRequest__Output {
  'userId': (string);
  'ttlMs': (number);
}
