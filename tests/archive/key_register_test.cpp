// The judgement of signatures by places in the ledger, and the records that the leaves name.
#include "archive/key_register.hpp"

#include "archive/digest.hpp"
#include "archive/statement.hpp"

namespace gavel::archive {
namespace {

/// A key of "li", in the register from place 10.
struct Holder {
  LogKey pair = LogKey::generate("li");  // any Ed25519 pair will do
  KnownKey key{.key = PublicKey::from_pem(pair.public_pem()).value(),
               .account = "li",
               .name = "李律师",
               .registered = 10,
               .registered_at = {},
               .revoked = {},
               .revoked_at = {},
               .revoked_by = {},
               .revocation_reason = {}};

  [[nodiscard]] std::string statement(const std::string& account = "li",
                                      const std::string& key_id = "") const {
    return statement_bytes({.matter = "m-1",
                            .title = "学区",
                            .procedure_sha256 = "",
                            .event = "counsel.opinion",
                            .data = {},
                            .dossier_sha256 = "",
                            .draft_sha256 = "",
                            .signer = {account, "李律师", "justice", key_id},
                            .issued_at = parse_instant("2020-01-01T00:00:00Z").value(),
                            .nonce = "n"});
  }
  [[nodiscard]] std::expected<void, SignatureFault> judged(const std::string& bytes,
                                                           std::uint64_t place) const {
    return judge(key, bytes, pair.sign(bytes), place);
  }
};

TEST(Judgement, IsByPlacesAndNotByTheStatementsOwnTime) {
  Holder li;
  const std::string bytes = li.statement();
  EXPECT_EQ(li.judged(bytes, 9), std::unexpected(SignatureFault::before_registration));
  EXPECT_TRUE(li.judged(bytes, 11));
  EXPECT_TRUE(li.judged(bytes, next_place));
  li.key.revoked = 20;
  EXPECT_TRUE(li.judged(bytes, 19));
  EXPECT_EQ(li.judged(bytes, 21), std::unexpected(SignatureFault::after_revocation));
  EXPECT_EQ(li.judged(bytes, next_place), std::unexpected(SignatureFault::after_revocation));
}

TEST(Judgement, AsksForTheKeyAndThePersonThatTheStatementNames) {
  const Holder li, other;
  EXPECT_TRUE(li.judged(li.statement("li", li.key.key.id()), 11));
  EXPECT_EQ(li.judged(li.statement("li", other.key.key.id()), 11),
            std::unexpected(SignatureFault::other_key));
  EXPECT_EQ(li.judged(li.statement("wang"), 11), std::unexpected(SignatureFault::other_person));
  EXPECT_EQ(li.judged("{\"type\":\"urn:other\"}", 11),
            std::unexpected(SignatureFault::not_a_statement));
  EXPECT_EQ(judge(li.key, li.statement(), other.pair.sign(li.statement()), 11),
            std::unexpected(SignatureFault::bad_signature));
}

TEST(KeyRecords, AreThoseOfEarlierVersionsWhereNothingElseIsKnown) {
  const Instant at = parse_instant("2026-01-30T01:00:00Z").value();
  const std::string known =
      R"({"account":"li","algorithm":"ed25519","at":")" + to_string(at) + R"(","key":"k"})";
  EXPECT_EQ(registration_bytes({.key = "k",
                                .account = "li",
                                .name = "",
                                .unit = "",
                                .algorithm = "ed25519",
                                .possession_sha256 = "",
                                .replaces = "",
                                .at = at}),
            known);
  EXPECT_EQ(revocation_bytes({.key = "k",
                              .account = "li",
                              .algorithm = "ed25519",
                              .by = "",
                              .by_name = "",
                              .reason = "",
                              .at = at}),
            known);
}

}  // namespace
}  // namespace gavel::archive
