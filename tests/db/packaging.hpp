#pragma once
// A node that takes small decisions all the way to their packages.
#include <fstream>

#include "archive/digest.hpp"
#include "archive/statement.hpp"
#include "archive/tar.hpp"
#include "archive/time_stamp.hpp"
#include "db/archive_search.hpp"
#include "db/package_parts.hpp"
#include "db/packager.hpp"
#include "tests/archive/time_authority.hpp"
#include "tests/db/decision.hpp"
#include "tests/db/domain.hpp"
#include "tests/db/node.hpp"
#include "tests/db/volume.hpp"

namespace gavel::db::test {

inline const matter::Actor counsel{
    .account = "zhao", .name = "赵律师", .unit = "justice", .roles = {"counsel"}};
inline constexpr const char* password_hash =
    "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA";

struct Output {
  int status = 0;
  std::string text;
};
inline Output run(const std::string& command) {
  Output output;
  FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
  char buffer[4096];
  for (std::size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    output.text.append(buffer, got);
  output.status = pclose(pipe);
  return output;
}

struct Packaging : testing::Test {
  /// Of an organ on that pack, where there is one.
  explicit Packaging(const std::vector<procedure::Pack>& packs = {}, const std::string& own = "")
      : node(url, project, packs, own) {}
  void SetUp() override {
    const auto installed =
        node.procedures.install(small_decision, "small-decision.scxml", start_of_tests);
    if (!installed) {
      for (const auto& said : installed.error()) ADD_FAILURE() << in_words(said).en;
    }
    ASSERT_TRUE(accounts.add_unit({"justice", "司法局"}));
    ASSERT_TRUE(accounts.add({.account = "zhao",
                              .name = "赵律师",
                              .unit = "justice",
                              .roles = {"counsel"},
                              .disabled = false,
                              .created_at = {}},
                             password_hash));
    key = accounts.add_key(new_key("zhao", signer), node.clock.now()).value();
  }

  /// From now on matters are kept for 30 years.
  void keep_for_thirty_years() {
    std::string brief(small_decision);
    for (const auto& [from, to] :
         {std::pair{"\"small-decision\"", "\"brief-decision\""}, std::pair{"'Y'", "'D30'"}})
      brief.replace(brief.find(from), std::string_view(from).size(), to);
    const auto installed = node.procedures.install(brief, "brief-decision.scxml", start_of_tests);
    if (!installed) {
      for (const auto& said : installed.error()) ADD_FAILURE() << in_words(said).en;
    }
    procedure = "brief-decision";
  }

  void must(const std::expected<desk::Done, desk::Failure>& done) {
    if (!done) throw std::runtime_error(Node::describe(done.error()));
  }
  void send(const std::string& matter, const std::string& event) {
    must(node.desk.send(matter, {.event = event, .data = {}, .signature = {}}, drafter));
  }
  /// One more version of the draft.
  void add_draft(const std::string& matter, const std::string& bytes,
                 const std::string& id = "draft", const std::string& filename = "草案.txt",
                 const std::string& media_type = "text/plain") {
    const matter::Document draft{.id = matter + "-" + id,
                                 .code = "DRF-04",
                                 .title = "学区划分草案",
                                 .filename = filename,
                                 .media_type = media_type,
                                 .sha256 = archive::sha256_hex(bytes),
                                 .size = bytes.size(),
                                 .version = 1,
                                 .by = drafter.account,
                                 .at = {}};
    desk::Attachments with;
    with.blob = bytes;
    must(node.desk.add_document(matter, draft, drafter, with));
  }
  void sign_opinion(const std::string& matter) {
    const archive::Statement asked{.matter = matter,
                                   .title = "学区",
                                   .procedure_sha256 = {},
                                   .event = "counsel.opinion",
                                   .data = {{"conclusion", "lawful"}},
                                   .dossier_sha256 = {},
                                   .draft_sha256 = {},
                                   .signer = {"zhao", "赵律师", "justice", key.id},
                                   .issued_at = node.clock.now(),
                                   .nonce = matter};
    const std::string bytes = archive::statement_bytes(asked), id = "st-" + matter;
    statements.add({.id = id,
                    .matter = matter,
                    .event = "counsel.opinion",
                    .data = asked.data,
                    .account = "zhao",
                    .key_id = key.id,
                    .bytes = bytes,
                    .sha256 = archive::sha256_hex(bytes),
                    .dossier_sha256 = {},
                    .created_at = node.clock.now(),
                    .expires_at = node.clock.now()});
    desk::Attachments with;
    with.signature = desk::SignatureRow{id, key.id, "ed25519", signer.sign(bytes)};
    must(node.desk.send(matter,
                        {.event = "counsel.opinion",
                         .data = asked.data,
                         .signature = {{"statement_id", id},
                                       {"key_id", key.id},
                                       {"algorithm", "ed25519"},
                                       {"signer", "zhao"},
                                       {"statement_sha256", archive::sha256_hex(bytes)},
                                       {"dossier_sha256", ""}}},
                        counsel, with));
  }
  /// The signed opinion of a matter gets a time-stamp, `later` than now.
  std::optional<TimeStamp> stamp_opinion(const std::string& matter,
                                         std::chrono::minutes later = {}) {
    const std::string id = "st-" + matter, signature = statements.signature(id)->bytes;
    const auto roots = archive::TsaRoots::from_pem(archive::test::pem_of(authority.root)).value();
    const auto stamp =
        archive::TimeStamp::parse(
            authority.answer(archive::time_stamp_request(signature), node.clock.now() + later))
            .value();
    const auto good = stamp.verify(signature, roots, node.clock.now()).value();
    return statements.add_time_stamp({.statement_id = id,
                                      .bytes = stamp.bytes(),
                                      .sha256 = archive::sha256_hex(stamp.bytes()),
                                      .chain = good.chain,
                                      .stamped_at = good.at,
                                      .authority = good.authority,
                                      .policy = good.policy,
                                      .serial = good.serial,
                                      .matter = matter,
                                      .account = "zhao",
                                      .at = node.clock.now()});
  }
  /// The whole course up to the order of the package; `more` adds to the dossier on the way.
  void run_to_archive(const std::string& matter, const std::function<void()>& more = {},
                      const std::function<void()>& before_close = {}) {
    must(node.desk.open(
        procedure, {.id = matter, .title = "关于调整中小学学区的决策", .policy = {}, .data = {}},
        drafter));
    add_draft(matter, "第一条　为了合理划分学区，制定本方案。\n");
    if (more) more();
    send(matter, "notice.open");
    const std::string notice = participation.notices_of(matter).back().id;
    const auto receipt = participation.comment(
        notice, {.text = "支持。", .name = "张三丰", .contact = {}, .clause = {}});
    ASSERT_TRUE(receipt);
    ASSERT_TRUE(participation.reply(receipt->receipt, Adoption::explained, "谢谢支持。", drafter));
    send(matter, "notice.close");
    sign_opinion(matter);
    if (before_close) before_close();
    send(matter, closing);
    // The events of a matter follow one another in time: of two matters the first was closed first.
    node.clock.move_to(node.clock.now() + std::chrono::seconds(1));
  }
  /// Into the folder "out".
  void unpack(const std::string& tar) {
    const auto file = folder.path / "handed-out.tar";
    std::ofstream(file, std::ios::binary) << tar;
    ASSERT_TRUE(archive::extract_tar_file(file, folder.path / "out"));
  }
  std::string state(const std::string& matter) { return node.row(matter)->configuration.front(); }

  std::string procedure = "small-decision";
  std::string closing = "close";  ///< The event that orders the package.
  std::string url = Node::prepared();
  Node node;
  TemporaryFolder folder;
  PersonalBox box = PersonalBox::open(folder.path / "personal.key").value();
  Accounts accounts{node.pool};
  Statements statements{node.pool};
  Participation participation{node.pool, node.queue, node.clock, box};
  LedgerStore ledger{node.pool,
                     open_log_key(folder.path / "ledger.key", "test.example/ledger").value()};
  Packager packager{{node.pool, ledger, node.desk, node.matters, node.clock},
                    folder.path / "scratch"};
  ArchiveSearch search{node.pool};
  archive::LogKey signer = archive::LogKey::generate("signer");
  archive::test::TimeAuthority authority{
      {*parse_instant("2025-01-01T00:00:00Z"), *parse_instant("2031-01-01T00:00:00Z")}};
  SigningKey key;
};

}  // namespace gavel::db::test
