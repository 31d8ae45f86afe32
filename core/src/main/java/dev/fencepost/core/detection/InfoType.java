package dev.fencepost.core.detection;

/**
 * What can be found. The order is the precedence: where two hits overlap, the earlier type wins,
 * because it is the more specific explanation of the same characters.
 */
public enum InfoType {
  PRIVATE_KEY,
  JWT,
  AWS_ACCESS_KEY,
  URL,
  EMAIL_ADDRESS,
  IBAN,
  CREDIT_CARD,
  IP_ADDRESS,
  US_SSN,
  PHONE_NUMBER,
  PASSWORD_ASSIGNMENT
}
