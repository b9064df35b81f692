// Original file: proto/microchat/api/v1/api.proto


export interface Done {
}

export interface Done__Output {
}
