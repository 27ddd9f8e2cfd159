#include "archive/signature.hpp"
#include "db/documents.hpp"
#include "db/secret_file.hpp"
#include "tests/db/domain.hpp"

namespace gavel::db {
namespace {

using test::Domain;

constexpr const char* hash = "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA";

struct SignOff : testing::Test {
  void SetUp() override {
    ASSERT_TRUE(domain.accounts.add_unit({"justice", "司法局"}));
    ASSERT_TRUE(domain.accounts.add({.account = "zhao",
                                     .name = "赵律师",
                                     .unit = "justice",
                                     .roles = {"counsel"},
                                     .disabled = false,
                                     .created_at = {}},
                                    hash));
    key = domain.accounts.add_key(test::new_key("zhao", signer), domain.clock.at).value();
    statement = {.id = "s-1",
                 .matter = "m-1",
                 .event = "counsel.opinion",
                 .data = {{"conclusion", "lawful"}},
                 .account = "zhao",
                 .key_id = key.id,
                 .bytes = bytes,
                 .sha256 = archive::sha256_hex(bytes),
                 .dossier_sha256 = archive::sha256_hex(""),
                 .created_at = domain.clock.at,
                 .expires_at = domain.clock.at + std::chrono::hours(24)};
    domain.statements.add(statement);
  }
  /// The event that the statement stands for, with the signature.
  desk::Append signed_event() {
    auto append = domain.append("m-1", {});
    append.signature = desk::SignatureRow{"s-1", key.id, "ed25519", signer.sign(bytes)};
    return append;
  }

  Domain domain;
  archive::LogKey signer = archive::LogKey::generate("signer");  // any Ed25519 pair will do
  std::string bytes = R"({"conclusion":"合法"})";
  SigningKey key;
  Statement statement;
};

TEST_F(SignOff, KeepsTheExactBytesThatWereGivenOut) {
  const auto kept = domain.statements.find("s-1").value();
  EXPECT_EQ(kept.bytes, bytes);
  EXPECT_EQ(kept.data, statement.data);
  EXPECT_EQ(kept.expires_at, statement.expires_at);
  EXPECT_FALSE(domain.statements.signature("s-1"));
  EXPECT_FALSE(domain.statements.find("s-2"));
  EXPECT_ANY_THROW(test::psql(domain.url, "update statement set bytes = 'x'"));
}

TEST_F(SignOff, SignatureComesWithItsEventAndVerifies) {
  domain.write(signed_event());
  const auto kept = domain.statements.signature("s-1").value();
  const auto public_key =
      archive::PublicKey::from_pem(domain.accounts.key(kept.key_id)->pem).value();
  EXPECT_TRUE(public_key.verify(domain.statements.find("s-1")->bytes, kept.bytes));
  EXPECT_EQ(kept.seq, domain.events);
  EXPECT_EQ(domain.statements.signatures_of("m-1").size(), 1U);
}

TEST_F(SignOff, OneStatementMakesOneEventCount) {
  domain.write(signed_event());
  EXPECT_ANY_THROW(domain.write(signed_event()));
  EXPECT_EQ(domain.statements.signatures_of("m-1").size(), 1U);
}

TEST(Dossier, KeepsBytesAndRowsOfItsDocuments) {
  Domain domain;
  const std::string bytes = std::string("\0草案\xFF", 8) + random_bytes(5000);
  auto append = domain.append("m-1", {}, "document");
  append.blob = bytes;
  append.accepted.next.documents =
      std::vector<matter::Document>{{.id = "d-1",
                                     .code = "DRF-04",
                                     .title = "决策草案",
                                     .filename = "草案.pdf",
                                     .media_type = "application/pdf",
                                     .sha256 = archive::sha256_hex(bytes),
                                     .size = bytes.size(),
                                     .version = 1,
                                     .by = "li",
                                     .at = domain.clock.at}};
  domain.write(append);
  Documents documents(domain.pool);
  EXPECT_EQ(documents.bytes("d-1"), bytes);
  EXPECT_EQ(documents.find("d-1")->document.filename, "草案.pdf");
  EXPECT_EQ(documents.of_matter("m-1").size(), 1U);
  EXPECT_FALSE(documents.bytes("d-2"));
  EXPECT_ANY_THROW(test::psql(domain.url, "delete from blob"));
}

TEST(SecretFile, IsMadeOnceForItsOwnerAlone) {
  test::TemporaryFolder folder;
  const auto path = folder.path / "deep" / "key";
  const auto first = secret_file(path, [] { return std::string("first"); });
  EXPECT_EQ(first, "first");
  EXPECT_EQ(secret_file(path, [] { return std::string("second"); }), "first");
  EXPECT_EQ(std::filesystem::status(path).permissions() & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::permissions(path, std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  EXPECT_FALSE(secret_file(path, [] { return std::string("third"); }));
}

}  // namespace
}  // namespace gavel::db
