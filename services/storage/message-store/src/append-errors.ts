import { ServiceError } from '@microchat/core/service-error';

export function clientMessageIdReused(): ServiceError {
  return new ServiceError('ALREADY_EXISTS', {
    reason: 'CLIENT_MESSAGE_ID_REUSED',
    message: 'this clientMessageId was used for other content',
    field: 'clientMessageId',
  });
}

export function membershipChanged(): ServiceError {
  return new ServiceError('FAILED_PRECONDITION', {
    reason: 'MEMBERSHIP_CHANGED',
    message: 'the members of the group have changed since the permission was checked',
  });
}
