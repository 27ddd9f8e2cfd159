#include "archive/key_register.hpp"
#include "archive/leaf.hpp"
#include "db/key_entries.hpp"
#include "tests/db/domain.hpp"

namespace gavel::db {
namespace {

using test::Domain;
using namespace std::chrono_literals;

constexpr const char* hash = "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA";
struct People : testing::Test {
  void SetUp() override {
    ASSERT_TRUE(domain.accounts.add_unit({"education-bureau", "教育局"}));
    ASSERT_TRUE(domain.accounts.add(li, hash));
  }
  Domain domain;
  Account li{.account = "li",
             .name = "李敏",
             .unit = "education-bureau",
             .roles = {"drafter", "a,b \"c\""},
             .disabled = false,
             .created_at = {}};
};

TEST_F(People, AreKeptAsTheyWereAdded) {
  const auto found = domain.accounts.find("li").value();
  EXPECT_EQ(found.name, "李敏");
  EXPECT_EQ(found.roles, li.roles);
  EXPECT_FALSE(found.disabled);
  EXPECT_EQ(domain.accounts.credentials("li")->password_hash, hash);
  EXPECT_FALSE(domain.accounts.find("nobody"));
  EXPECT_EQ(domain.accounts.all().size(), 1U);
}

TEST_F(People, OfATakenNameOrAnUnknownUnitAreRefused) {
  EXPECT_EQ(domain.accounts.add(li, hash).error(), AccountFault::account_taken);
  Account other = li;
  other.account = "wang";
  other.unit = "nowhere";
  EXPECT_EQ(domain.accounts.add(other, hash).error(), AccountFault::no_such_unit);
  EXPECT_EQ(domain.accounts.change("nobody", {}).error(), AccountFault::no_such_account);
}

TEST_F(People, WorkInUnitsWhoseIdAndNameNoOtherHas) {
  const Unit known{"education-bureau", "教育局"};
  EXPECT_EQ(domain.accounts.add_unit(known).value(), known);
  const auto renamed = domain.accounts.add_unit({"education-bureau", "另一个局"});
  EXPECT_EQ(renamed.error().what, UnitTaken::What::id);
  EXPECT_EQ(renamed.error().other, known);
  const auto twin = domain.accounts.add_unit({"schools", " 教育 局"});
  EXPECT_EQ(twin.error().what, UnitTaken::What::name);
  EXPECT_EQ(twin.error().other, known);
  EXPECT_EQ(domain.accounts.units(), std::vector{known});
}

// They were opened before names were compared.
TEST_F(People, MayWorkInUnitsThatHaveLongHadOneName) {
  test::psql(domain.url, "INSERT INTO unit (id, name) VALUES ('schools', '教育局')");
  EXPECT_EQ(domain.accounts.units().size(), 2U);
  EXPECT_TRUE(domain.accounts.add_unit({"schools", "教育局"}));
  EXPECT_TRUE(domain.accounts.add_unit({"education-bureau", "教育局"}));
}

TEST_F(People, SessionsEndWithTimeLogoutAndDisabling) {
  const Instant now = domain.clock.at;
  const Session session = domain.accounts.start_session("li", now, 1h);
  EXPECT_EQ(domain.accounts.account_of(session.token, now + 59min)->account, "li");
  EXPECT_EQ(domain.accounts.account_of(session.token, now + 1h).error(), TokenFault::expired);
  EXPECT_EQ(domain.accounts.account_of("guess", now).error(), TokenFault::unknown);
  domain.accounts.end_session(session.token);
  EXPECT_EQ(domain.accounts.account_of(session.token, now).error(), TokenFault::unknown);

  const Session second = domain.accounts.start_session("li", now, 1h);
  ASSERT_TRUE(domain.accounts.change(
      "li",
      {.name = {}, .unit = {}, .password_hash = {}, .person = {}, .roles = {}, .disabled = true}));
  EXPECT_FALSE(domain.accounts.account_of(second.token, now));
}

TEST_F(People, TokensAreNotInTheDatabase) {
  const Session session = domain.accounts.start_session("li", domain.clock.at, 1h);
  EXPECT_EQ(test::psql(domain.url, "select count(*) from session s where s::text like '%" +
                                       session.token + "%'"),
            "0");
  EXPECT_EQ(domain.accounts.forget_expired(domain.clock.at + 2h), 1U);
}

TEST_F(People, KeysAreRegisteredOnceRevokedOnceAndNeverRemoved) {
  const Instant now = domain.clock.at;
  const auto wanted = test::new_key("li", archive::LogKey::generate("li"));
  const auto key = domain.accounts.add_key(wanted, now);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->algorithm, "ed25519");
  EXPECT_EQ(key->possession, wanted.possession);
  EXPECT_EQ(domain.accounts.add_key(wanted, now).error(), KeyFault::taken);
  EXPECT_EQ(domain.accounts.add_key({"li", "no key", "", ""}, now).error(), KeyFault::malformed);
  EXPECT_EQ(domain.accounts.revoke_key({"wang", key->id, "wang", ""}, now).error(),
            KeyFault::no_such_key);
  EXPECT_EQ(domain.accounts.revoke_key({"li", key->id, "li", ""}, now + 1h)->revoked_at, now + 1h);
  EXPECT_EQ(domain.accounts.revoke_key({"li", key->id, "li", ""}, now).error(),
            KeyFault::already_revoked);
  EXPECT_ANY_THROW(test::psql(domain.url, "delete from signing_key"));
  EXPECT_ANY_THROW(test::psql(domain.url, "update signing_key set revoked_at = null"));
  EXPECT_ANY_THROW(test::psql(domain.url, "update key_possession set signature = 'x'"));
  EXPECT_EQ(test::psql(domain.url, "select string_agg(kind, ' ' order by id) from ledger_pending"),
            "key key-revocation");
}

TEST_F(People, TheLedgerNamesTheRecordsOfAKeyToTheByte) {
  // given a key that the keeper of the register revoked
  const auto pair = archive::LogKey::generate("li");
  const auto added = domain.accounts.add_key(test::new_key("li", pair), domain.clock.at).value();
  domain.ledger.sequence();
  const std::string before = domain.ledger.checkpoint();
  const auto revoked =
      domain.accounts
          .revoke_key({.account = "li", .key = added.id, .by = "wang", .reason = "U 盾遗失"},
                      domain.clock.at + 1h)
          .value();
  EXPECT_EQ(revoked.revoked_by, "wang");
  EXPECT_EQ(revoked.revocation_reason, "U 盾遗失");
  EXPECT_NE(added.registration, "");
  EXPECT_EQ(added.revocation, "");
  // then the leaves name what is kept of both
  domain.ledger.sequence();
  EXPECT_THAT(domain.ledger.find("key", added.id)->entry,
              testing::HasSubstr(archive::sha256_hex(revoked.registration)));
  EXPECT_THAT(domain.ledger.find("key-revocation", added.id)->entry,
              testing::HasSubstr(archive::sha256_hex(revoked.revocation)));
  EXPECT_TRUE(domain.ledger.examine().empty());
  // and the entry proves itself; under a checkpoint before the revocation it knows of none
  const auto entry = key_entry(domain.ledger, revoked, domain.ledger.checkpoint()).value();
  const auto known = archive::read_entry(entry, domain.ledger.verifier_key());
  ASSERT_TRUE(known) << known.error().code << " " << known.error().part;
  EXPECT_EQ(known->account, "li");
  EXPECT_EQ(known->revoked_by, "wang");
  EXPECT_LT(known->registered, known->revoked.value());
  EXPECT_FALSE(key_entry(domain.ledger, revoked, before)->revoked);
}

TEST_F(People, AKeyOfBeforePossessionWasAskedForIsProvedAfterwards) {
  // given a key as earlier versions registered it
  const auto pair = archive::LogKey::generate("li"), other = archive::LogKey::generate("x");
  const auto wanted = test::new_key("li", pair);
  const auto key = archive::PublicKey::from_pem(wanted.pem).value();
  const std::string record = archive::registration_bytes({.key = key.id(),
                                                          .account = "li",
                                                          .name = {},
                                                          .unit = {},
                                                          .algorithm = "ed25519",
                                                          .possession_sha256 = {},
                                                          .replaces = {},
                                                          .at = domain.clock.at});
  test::psql(
      domain.url,
      "INSERT INTO signing_key (id, account, algorithm, pem, registered_at) VALUES ('" + key.id() +
          "', 'li', 'ed25519', '" + wanted.pem + "', '" + to_string(domain.clock.at) +
          "'); INSERT INTO ledger_pending (kind, matter, subject, entry, digest) SELECT 'key', '', "
          "'" +
          key.id() + "', e, sha256(e) FROM convert_to('" +
          archive::leaf_bytes({"key", "", key.id(), archive::sha256_hex(record), domain.clock.at}) +
          "', 'UTF8') AS e");
  domain.ledger.sequence();
  const std::string before = domain.ledger.checkpoint();
  const auto judged = [&](const std::string& note) {
    const auto entry = key_entry(domain.ledger, *domain.accounts.key(key.id()), note).value();
    const auto known = archive::read_entry(entry, domain.ledger.verifier_key());
    return known ? std::string("known") : known.error().code;
  };
  EXPECT_EQ(judged(before), "not-possessed");
  // when its holder proves it; nobody else can
  const auto prove = [&](const std::string& account, const std::string& proof) {
    return domain.accounts.prove_key(account, key.id(), proof, domain.clock.at + 1h);
  };
  EXPECT_EQ(prove("wang", wanted.possession).error(), KeyFault::no_such_key);
  EXPECT_EQ(prove("li", other.sign("x")).error(), KeyFault::not_possessed);
  const auto proved = prove("li", wanted.possession);
  ASSERT_TRUE(proved);
  EXPECT_EQ(proved->possessed_at, domain.clock.at + 1h);
  EXPECT_EQ(prove("li", wanted.possession).error(), KeyFault::already_possessed);
  // then it stands in the ledger, and what is made under a checkpoint from then on shows it
  domain.ledger.sequence();
  EXPECT_THAT(domain.ledger.find("key-possession", key.id())->entry,
              testing::HasSubstr(archive::sha256_hex(proved->late_possession)));
  EXPECT_EQ(judged(domain.ledger.checkpoint()), "known");
  EXPECT_EQ(judged(before), "not-possessed");
  const auto found = domain.ledger.examine();
  EXPECT_TRUE(found.empty()) << (found.empty() ? ""
                                               : found.front().what + " " + found.front().detail);
  // A revoked key is not proved any more.
  ASSERT_TRUE(domain.accounts.revoke_key({"li", key.id(), "li", ""}, domain.clock.at + 2h));
  EXPECT_EQ(prove("li", wanted.possession).error(), KeyFault::already_revoked);
}

TEST_F(People, AKeyOfAnotherIsNotRegistered) {
  // given a proof that wang made for his own account
  const auto pair = archive::LogKey::generate("wang");
  auto wanted = test::new_key("wang", pair);
  // when li sends it as hers
  wanted.account = "li";
  // then it proves nothing
  EXPECT_EQ(domain.accounts.add_key(wanted, domain.clock.at).error(), KeyFault::not_possessed);
  EXPECT_EQ(test::psql(domain.url, "select count(*) from signing_key"), "0");
}

TEST_F(People, ASuccessorRevokesTheKeyItReplacesOrIsNotRegistered) {
  const Instant now = domain.clock.at;
  const auto old =
      domain.accounts.add_key(test::new_key("li", archive::LogKey::generate("a")), now);
  ASSERT_TRUE(old);
  const auto next = test::new_key("li", archive::LogKey::generate("b"), old->id);
  const auto added = domain.accounts.add_key(next, now + 1h);
  ASSERT_TRUE(added);
  EXPECT_EQ(added->replaces, old->id);
  EXPECT_EQ(domain.accounts.key(old->id)->revoked_at, now + 1h);
  const auto third = test::new_key("li", archive::LogKey::generate("c"), old->id);
  EXPECT_EQ(domain.accounts.add_key(third, now).error(), KeyFault::already_revoked);
  EXPECT_EQ(test::psql(domain.url, "select count(*) from signing_key"), "2");
  EXPECT_EQ(domain.accounts.key_register("", "", 10).size(), 2U);
  EXPECT_EQ(domain.accounts.key_register(old->id.substr(0, 12), "", 10).size(), 1U);
}

}  // namespace
}  // namespace gavel::db
