// Original file: proto/microchat/storage/v1/session_rows.proto


export interface DeviceCursorPosition {
  'peerId'?: (string);
  'groupId'?: (string);
  'index'?: (number);
  'conversation'?: "peerId"|"groupId";
}

export interface DeviceCursorPosition__Output {
  'peerId'?: (string);
  'groupId'?: (string);
  'index': (number);
  'conversation'?: "peerId"|"groupId";
}
