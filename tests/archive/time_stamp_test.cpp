// Time-stamps by an authority of the test's own, and by the openssl command line.
#include "archive/time_stamp.hpp"

#include "archive/digest.hpp"
#include "tests/archive/shell.hpp"
#include "tests/archive/time_authority.hpp"

namespace gavel::archive {
namespace {

using test::pem_of;
using test::TimeAuthority;

Instant instant(std::string_view text) { return *parse_instant(text); }

const std::string signature = "sixty-four bytes of a signature, or whatever its algorithm makes";
const Instant signed_at = instant("2026-03-02T10:00:00+08:00");
const test::Validity years{instant("2025-01-01T00:00:00Z"), instant("2031-01-01T00:00:00Z")};

const TimeAuthority& authority() {
  static const TimeAuthority one(years);
  return one;
}

TsaRoots trusting(const std::string& pem) { return TsaRoots::from_pem(pem).value(); }
const TsaRoots& roots() {
  static const TsaRoots trusted = trusting(pem_of(authority().root));
  return trusted;
}

std::string stamped(const TimeAuthority& by = authority(), Instant at = signed_at) {
  return by.answer(time_stamp_request(signature), at);
}

/// "ok", or the fault's code.
std::string said(const std::string& bytes, const TsaRoots& trusted = roots(),
                 const std::string& over = signature, std::optional<Instant> now = signed_at) {
  const auto read = TimeStamp::parse(bytes);
  if (!read) return std::string(code(read.error()));
  const auto good = read->verify(over, trusted, now);
  return good ? "ok" : std::string(code(good.error()));
}

/// What `openssl ts` prints of the request or answer in `bytes`.
std::string printed(const std::string& kind, const std::string& bytes) {
  const TempDir dir;
  write_file(dir / "it", bytes);
  return run("openssl ts -" + kind + " -in " + (dir / "it").string() + " -text").output;
}

/// A request as an authority's client makes it that asks by another digest, or for no certificate.
std::string asked_with(const std::string& arguments) {
  const TempDir dir;
  write_file(dir / "sig", signature);
  const Ran made =
      run("cd " + dir.path().string() + " && openssl ts -query -data sig " + arguments + " -out q");
  EXPECT_EQ(made.status, 0) << made.output;
  return read_file(dir / "q");
}

TEST(TimeStampRequest, IsReadByOpensslAndAlwaysTheSame) {
  const std::string request = time_stamp_request(signature);
  EXPECT_EQ(request, time_stamp_request(signature));
  const std::string text = printed("query", request);
  EXPECT_THAT(text, testing::HasSubstr("Hash Algorithm: sha256"));
  EXPECT_THAT(text, testing::HasSubstr("Nonce: unspecified"));
  EXPECT_THAT(text, testing::HasSubstr("Certificate required: yes"));
  EXPECT_NE(request.find(std::string(bytes_of(sha256(signature)))), std::string::npos);
  EXPECT_EQ(request, asked_with("-sha256 -cert -no_nonce"));
}

TEST(TimeStamp, OfATrustedAuthoritySaysWhenAndByWhom) {
  const auto read = TimeStamp::parse(stamped());
  ASSERT_TRUE(read.has_value()) << code(read.error());
  const auto good = read->verify(signature, roots(), signed_at);
  ASSERT_TRUE(good.has_value()) << code(good.error());
  EXPECT_EQ(good->at, signed_at);
  EXPECT_EQ(good->authority, "CN=国家授时测试");
  EXPECT_EQ(good->policy, "1.2.156.3.1");
  EXPECT_TRUE(good->serial.starts_with("47")) << good->serial;
  EXPECT_EQ(good->chain, pem_of(authority().root));
}

TEST(TimeStamp, IsKeptAsOpensslVerifiesItWithTheChainThatWasReliedOn) {
  const TempDir dir;
  const auto read = TimeStamp::parse(stamped()).value();
  write_file(dir / "sig", signature);
  write_file(dir / "tsr", read.bytes());
  write_file(dir / "chain", read.verify(signature, roots(), {})->chain);
  const std::string verify = "cd " + dir.path().string() +
                             " && openssl ts -verify -data sig -in tsr -CAfile chain -attime " +
                             std::to_string(signed_at.time_since_epoch().count() / 1000);
  EXPECT_EQ(run(verify).status, 0) << run(verify).output;
  write_file(dir / "sig", signature + ".");
  EXPECT_NE(run(verify).status, 0);
}

TEST(TimeStamp, OfTheOpensslCommandLineHoldsWithItsNonceAndAsABareToken) {
  const TempDir dir;
  write_file(dir / "tsa.cnf",
             "[t]\nserial=serial\ndefault_policy=1.2.3\ndigests=sha256,sm3\nsigner_digest=sha256\n"
             "ess_cert_id_alg=sha256\n[ext]\nextendedKeyUsage=critical,timeStamping\n"
             "[req]\ndistinguished_name=dn\n[dn]\n");
  write_file(dir / "serial", "01");
  write_file(dir / "sig", signature);
  const Ran made =
      run("cd " + dir.path().string() +
          " && openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -subj /CN=TSA "
          "-days 2 -config tsa.cnf -extensions ext && for digest in sha256 sm3; do "
          "openssl ts -query -data sig -$digest -cert -out q && openssl ts -reply -config tsa.cnf "
          "-section t -queryfile q -signer cert -inkey key -out $digest.tsr && openssl ts -reply "
          "-in $digest.tsr -token_out -out $digest.token; done");
  ASSERT_EQ(made.status, 0) << made.output;
  const TsaRoots own = trusting(read_file(dir / "cert"));
  for (const char* file : {"sha256.tsr", "sm3.tsr", "sha256.token", "sm3.token"}) {
    EXPECT_EQ(said(read_file(dir / file), own, signature, std::nullopt), "ok") << file;
    EXPECT_EQ(said(read_file(dir / file), own, signature + "x", std::nullopt), "wrong-imprint");
    EXPECT_EQ(said(read_file(dir / file), roots(), signature, std::nullopt), "untrusted");
  }
  EXPECT_EQ(TimeStamp::parse(read_file(dir / "sha256.token"))->bytes(),
            TimeStamp::parse(read_file(dir / "sha256.tsr"))->bytes());
}

TEST(TimeStamp, OverAnotherSignatureIsRefused) {
  EXPECT_EQ(said(stamped(), roots(), signature + " "), "wrong-imprint");
  EXPECT_EQ(said(stamped(), roots(), ""), "wrong-imprint");
}

TEST(TimeStamp, WithAWeakDigestIsRefused) {
  EXPECT_EQ(said(authority().answer(asked_with("-sha1 -cert"), signed_at)), "unknown-digest");
  EXPECT_EQ(said(authority().answer(asked_with("-sm3 -cert"), signed_at)), "ok");
}

TEST(TimeStamp, ThatTheAuthorityRefusedSaysSo) {
  const std::string refused = authority().answer(asked_with("-sha512 -cert"), signed_at);
  EXPECT_THAT(printed("reply", refused), testing::HasSubstr("Status: Rejected"));
  EXPECT_EQ(said(refused), "not-granted");
}

TEST(TimeStamp, WithoutItsCertificateHoldsOnlyWhereThatIsTrustedItself) {
  const std::string bare = authority().answer(asked_with("-sha256 -no_nonce"), signed_at);
  EXPECT_EQ(said(bare), "no-certificate");
  const TsaRoots both = trusting(pem_of(authority().root) + pem_of(authority().own));
  EXPECT_EQ(said(bare, both), "ok");
  EXPECT_EQ(said(bare, trusting(pem_of(authority().own))), "ok");
  EXPECT_EQ(TimeStamp::parse(bare)->verify(signature, trusting(pem_of(authority().own)), {})->chain,
            pem_of(authority().own));
}

TEST(TimeStamp, OfAnotherAuthorityIsNotTrusted) {
  const TimeAuthority other(years);  // with the same names
  EXPECT_EQ(said(stamped(other)), "untrusted");
}

TEST(TimeStamp, IsRefusedOnceTheCertificateHasRunOut) {
  const Instant end = years.to, day_after = end + std::chrono::hours{24};
  EXPECT_EQ(said(stamped(authority(), day_after), roots(), signature, std::nullopt),
            "expired-certificate");
  EXPECT_EQ(said(stamped(authority(), years.from - std::chrono::hours{24}), roots(), signature,
                 std::nullopt),
            "expired-certificate");
  // 2^64 nanoseconds on, in the year 2610: no arithmetic may take that day for the one it is not.
  const Instant far_on = signed_at + std::chrono::milliseconds{18'446'744'073'710};
  EXPECT_EQ(said(stamped(authority(), far_on), roots(), signature, std::nullopt),
            "expired-certificate");
  // Stamped in time, it stays good for those who have it, and is too late for those who get it now.
  EXPECT_EQ(said(stamped(), roots(), signature, std::nullopt), "ok");
  EXPECT_EQ(said(stamped(), roots(), signature, day_after), "expired-certificate");
}

TEST(TimeStamp, ByACertificateForOtherThingsIsRefused) {
  // The token itself carries none, so that the one that is configured is looked at.
  const std::string bare = authority().answer(asked_with("-sha256 -no_nonce"), signed_at);
  for (const char* purpose : {"critical,codeSigning", "timeStamping"}) {
    const std::string other = pem_of(authority().certified_for(purpose));
    EXPECT_EQ(said(bare, trusting(pem_of(authority().root) + other)), "not-an-authority")
        << purpose;
  }
}

TEST(TimeStamp, DamagedInAnyByteIsNeverAnother) {
  const std::string whole = stamped();
  ASSERT_EQ(said(whole), "ok");
  int refused = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(static_cast<unsigned char>(damaged[i]) ^ 1U);
    const auto read = TimeStamp::parse(damaged);
    const auto good = read ? read->verify(signature, roots(), signed_at)
                           : std::unexpected(TimeStampFault::not_a_time_stamp);
    refused += good ? 0 : 1;
    // What no one signed may differ (a status text, a certificate that is not used); what it says
    // may not.
    if (good) {
      EXPECT_EQ(good->at, signed_at) << i;
      EXPECT_EQ(good->authority, "CN=国家授时测试") << i;
      EXPECT_EQ(good->policy, "1.2.156.3.1") << i;
    }
  }
  EXPECT_GT(refused, static_cast<int>(whole.size()) * 9 / 10);
}

TEST(TimeStamp, WithAnotherTimeUnderTheSameSignatureIsRefused) {
  std::string whole = stamped();
  const std::size_t at = whole.find("20260302020000Z");
  ASSERT_NE(at, std::string::npos);
  whole[at + 3] = '5';
  EXPECT_EQ(said(whole), "bad-signature");
}

TEST(TimeStamp, IsNothingElse) {
  const std::string whole = stamped();
  EXPECT_EQ(said(""), "not-a-time-stamp");
  EXPECT_EQ(said("hello"), "not-a-time-stamp");
  EXPECT_EQ(said(time_stamp_request(signature)), "not-a-time-stamp");
  EXPECT_EQ(said(whole + "x"), "not-a-time-stamp");
  EXPECT_EQ(said(whole.substr(0, whole.size() - 1)), "not-a-time-stamp");
  EXPECT_EQ(said(pem_of(authority().root)), "not-a-time-stamp");
  EXPECT_EQ(said(std::string(70000, '0')), "too-large");
}

TEST(TimeStamp, LiesBetweenTheStatementAndNowGiveOrTakeFiveMinutes) {
  using std::chrono::seconds;
  const Instant made = signed_at, now = signed_at + std::chrono::hours{1};
  const auto outside = [&](Instant at) { return time_stamp_out_of(at, made, now); };
  EXPECT_EQ(outside(made - time_stamp_tolerance - seconds{1}), TimeStampFault::too_early);
  EXPECT_EQ(outside(made - time_stamp_tolerance), std::nullopt);
  EXPECT_EQ(outside(now + time_stamp_tolerance), std::nullopt);
  EXPECT_EQ(outside(now + time_stamp_tolerance + seconds{1}), TimeStampFault::too_late);
}

TEST(TsaRoots, AreWholePemCertificatesOrNothing) {
  const std::string root = pem_of(authority().root);
  EXPECT_TRUE(TsaRoots::from_pem("# the organ's authority\n" + root + "\n" + root));
  EXPECT_FALSE(TsaRoots::from_pem(""));
  EXPECT_FALSE(TsaRoots::from_pem("hello"));
  EXPECT_FALSE(TsaRoots::from_pem(root + root.substr(0, root.size() / 2)));
  EXPECT_FALSE(TsaRoots::from_pem(
      "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n"));
}

}  // namespace
}  // namespace gavel::archive
