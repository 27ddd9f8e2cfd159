#pragma once
// Time-stamps on signatures (RFC 3161): a third party's word that a signature was there at an
// instant. It is given over the signature's own bytes, as CAdES-T does (ETSI EN 319 122-1, 5.3), so
// that what is proved is when it was signed, and not when the statement was written.
//
// The request carries no nonce: a nonce shows that an answer is fresh, and here freshness is judged
// by the time in the answer (RFC 3161 2.4.1). An old answer that is given again proves an earlier
// time, which is all the better. Whether an authority has revoked its certificate is not asked, for
// that would need a network: whoever ceases to trust one takes it out of the roots.
#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.hpp"

struct TS_resp_st;  // OpenSSL's; its headers stay in the .cpp
struct x509_st;

namespace gavel::archive {

/// Why a time-stamp was not taken, in the order of checking.
enum class TimeStampFault : std::uint8_t {
  too_large,            ///< More than 64 KiB.
  not_a_time_stamp,     ///< Neither a TimeStampResp nor a token, or something stands after it.
  not_granted,          ///< The authority refused.
  unknown_digest,       ///< The imprint is by none of SHA-256, SHA-384, SHA-512, SM3.
  wrong_imprint,        ///< It is over something else than this signature.
  no_certificate,       ///< It does not carry the authority's certificate (ask with certReq).
  untrusted,            ///< No certificate leads to one that is trusted.
  expired_certificate,  ///< One on the way was not valid then.
  not_an_authority,     ///< The certificate is not for time-stamping alone (extended key usage).
  bad_signature,        ///< The authority's signature, or what it binds, does not hold.
  too_early,            ///< Its time is before the statement was made.
  too_late,             ///< Its time has not come yet.
};
/// "too-large", "not-a-time-stamp", …: the value's name with hyphens.
[[nodiscard]] std::string_view code(TimeStampFault fault);

/// By how much an authority's clock and ours may differ.
inline constexpr std::chrono::minutes time_stamp_tolerance{5};

/// TimeStampReq in DER, to be carried to any authority: imprint SHA-256 over `signature`, any
/// policy, no nonce, certificate asked for. The same signature gives the same bytes.
[[nodiscard]] std::string time_stamp_request(std::string_view signature);

/// Certificates that are trusted to stamp time: roots, intermediates, or an authority's own.
class TsaRoots {
 public:
  /// All certificates of a PEM text; nullopt when there is none, or one is damaged.
  [[nodiscard]] static std::optional<TsaRoots> from_pem(std::string_view pem);

 private:
  friend class TimeStamp;
  std::vector<std::shared_ptr<x509_st>> certificates_;
};

/// What a good time-stamp says.
struct Stamped {
  Instant at;             ///< genTime, to the second.
  std::string authority;  ///< Subject of the authority's certificate (RFC 2253).
  std::string policy;     ///< OID, "1.2.3.4".
  std::string serial;     ///< Of the time-stamp, hexadecimal.
  /// In PEM, what was relied on beside the token: the certificates above the authority's own up to
  /// the trusted one, and its own where the token lacks it or nothing is above it.
  std::string chain;
};

class TimeStamp {
 public:
  /// A TimeStampResp, or a bare token as some authorities hand it out.
  [[nodiscard]] static std::expected<TimeStamp, TimeStampFault> parse(std::string_view bytes);

  /// As a TimeStampResp in DER that says "granted" and has the token, and nothing else.
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

  /// Whether it is over `signature` and by one whom `roots` trust; certificates are judged as of
  /// the time it states and, when given, as of `now` too: a key whose certificate has run out may
  /// since have come into any hands, so a new arrival is taken only while it is valid.
  [[nodiscard]] std::expected<Stamped, TimeStampFault> verify(std::string_view signature,
                                                              const TsaRoots& roots,
                                                              std::optional<Instant> now) const;

 private:
  std::shared_ptr<TS_resp_st> response_;
  std::string bytes_;
};

/// Nothing when `at` lies between the two, give or take the tolerance.
[[nodiscard]] std::optional<TimeStampFault> time_stamp_out_of(Instant at, Instant not_before,
                                                              Instant not_after);

}  // namespace gavel::archive
