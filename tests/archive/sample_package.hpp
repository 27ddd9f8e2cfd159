#pragma once
// A small but complete matter, its ledger and its signers, for tests of packages.
#include "archive/canonical.hpp"
#include "archive/checkpoint.hpp"
#include "archive/dossier.hpp"
#include "archive/leaf.hpp"
#include "archive/package.hpp"
#include "archive/signature.hpp"
#include "archive/statement.hpp"
#include "archive/time_stamp.hpp"
#include "tests/archive/memory_ledger.hpp"
#include "tests/archive/shell.hpp"
#include "tests/archive/time_authority.hpp"

namespace gavel::archive {

inline Instant instant(std::string_view text) { return *parse_instant(text); }

/// One person with a key of their own, kept and used by the openssl command line: `sign` makes file
/// `signature` from files `key` and `message`.
class KeyHolder {
 public:
  KeyHolder(std::string genpkey, std::string sign) : sign_(std::move(sign)) {
    const std::string key = (dir_ / "key").string();
    const Ran made = run("openssl genpkey " + genpkey + " -out " + key);
    if (made.status != 0) throw std::runtime_error(made.output);
    public_pem = run("openssl pkey -pubout -in " + key).output;
    id = PublicKey::from_pem(public_pem)->id();
  }

  [[nodiscard]] std::string sign(const std::string& bytes) const {
    write_file(dir_ / "message", bytes);
    const Ran made = run("cd " + dir_.path().string() + " && " + sign_);
    if (made.status != 0) throw std::runtime_error(made.output);
    return read_file(dir_ / "signature");
  }

  std::string public_pem, id;

 private:
  TempDir dir_;
  std::string sign_;
};

/// The matter: three keys that are registered, documents, three signed events (one for each
/// algorithm), two time-stamps on the first and one on the last signature, whose key is revoked
/// afterwards, a comment.
class SampleMatter {
  KeyHolder ed25519{"-algorithm ed25519",
                    "openssl pkeyutl -sign -inkey key -rawin -in message -out signature"};
  KeyHolder p256{"-algorithm EC -pkeyopt ec_paramgen_curve:P-256",
                 "openssl dgst -sha256 -sign key -out signature message"};
  KeyHolder sm2{
      "-algorithm SM2",
      "openssl dgst -sm3 -sigopt distid:1234567812345678 -sign key -out signature message"};

 public:
  PackageInput input;
  LogKey log = LogKey::generate("archive.example/ledger");
  test::TimeAuthority authority{{instant("2026-01-01T00:00:00Z"), instant("2027-01-01T00:00:00Z")}};
  MemoryLedger ledger;
  std::map<std::string, std::uint64_t> places;  ///< Of the keys' leaves.

  /// When the last signer's key is entered and revoked, beside the signature made with it. The
  /// statement's own time is the same in all.
  /// The last two: it was registered before possession was asked for, and never proved, or later.
  enum class LastKey {
    revoked_later,
    revoked_before,
    registered_later,
    never_proved,
    proved_later
  };

  /// `odd` stands in the titles of the matter and of its documents, and in a file's name.
  explicit SampleMatter(LastKey last = LastKey::revoked_later, const std::string& odd = "")
      : odd_(odd) {
    input.opened_at = instant("2026-01-05T09:00:00+08:00");
    for (const KeyHolder* each : {&ed25519, &p256}) enter(*each);
    const bool is_old = last == LastKey::never_proved || last == LastKey::proved_later;
    if (last != LastKey::registered_later) enter(sm2, !is_old);
    input.code = {"X043", "WS", 2026, "Y", "BGS", 1};
    input.matter_id = "m-1";
    input.title = "示范市生活垃圾分类实施方案 <试行> & 配套" + odd;
    input.organ = "示范市人民政府";
    input.fonds_name = "示范市人民政府办公室";
    input.archives_name = "示范市档案馆";
    input.document_number = "示政发〔2026〕7号";
    input.class_code = "planning";
    input.disclosure = "public";
    input.unit = "urban-management";
    input.unit_names = {{"urban-management", "城市管理局"}};
    input.procedure_name = "major-decision";
    input.procedure_sha256 = sha256_hex("procedure");
    input.sources = {{"scxml", input.procedure_sha256, "procedure"}};
    input.closed_at = instant("2026-06-30T17:00:00+08:00");
    input.built_at = instant("2026-07-01T08:00:00+08:00");
    input.software = "Gavel 0.1.0";
    input.stages = {{"proposal", {"启动", "Proposal"}}, {"drafting", {"起草", "Drafting"}}};

    event("opened", "gavel.open", {{"title", input.title}});
    document("INI-01", 1, "proposal", "建议 书" + odd + ".txt", "text/plain",
             "开展垃圾分类的建议\n");
    document("DRF-04", 1, "drafting", "草案.md", "text/markdown", "# 草案 第一稿\n");
    document("DRF-04", 2, "drafting", "草案.md", "text/markdown", "# 草案 第二稿\n");
    document("LEG-04", 1, "legality", "a/b\\c\n%.pdf", "application/pdf", "%PDF-1.7\n%%EOF\n");
    sign("legal.opine", ed25519);
    sign("legal.approve", p256);
    if (last == LastKey::revoked_before) revoke(input.keys[2], sm2);
    sign("decide", sm2);
    if (last == LastKey::revoked_later) revoke(input.keys[2], sm2);
    if (last == LastKey::registered_later) enter(sm2);
    if (last == LastKey::proved_later) prove(input.keys[2], sm2);
    for (const std::size_t which : {0, 0, 2}) time_stamp(input.statements[which]);
    event("sent", "publish", {{"channels", JsonArray{"gazette", "web"}}});
    input.comments = [](const auto& each) {
      each(JsonObject{{"receipt", "R-1"}, {"text", "建议增加分类垃圾桶"}, {"reply", "已采纳"}});
    };
    seal();
  }

 private:
  std::string odd_;

  /// Under the next place of the ledger; proofs come with the checkpoint.
  LedgerRecord placed(std::string_view type, const std::string& key, const std::string& record,
                      Instant at) {
    LedgerRecord out{record, leaf_bytes({std::string(type), "", key, sha256_hex(record), at}), {}};
    places[out.leaf] = ledger.size;
    ledger.add({leaf_hash(out.leaf)});
    return out;
  }

  void enter(const KeyHolder& holder, bool proved = true) {
    const std::string possession = proved ? holder.sign(possession_bytes("li", holder.id)) : "";
    const Instant at = input.opened_at - std::chrono::days(1);
    const std::string record = registration_bytes(
        {.key = holder.id,
         .account = "li",
         .name = "李律师",
         .unit = "counsel",
         .algorithm = std::string(name(PublicKey::from_pem(holder.public_pem)->algorithm())),
         .possession_sha256 = proved ? sha256_hex(possession) : "",
         .replaces = "",
         .at = at});
    input.keys.push_back(
        {holder.public_pem, possession, placed(key_leaf, holder.id, record, at), {}});
  }

  void prove(KeyEntry& entry, const KeyHolder& holder) {
    const Instant at = input.events.back().at + std::chrono::hours(1);
    entry.possession = holder.sign(possession_bytes("li", holder.id));
    const std::string record = possession_record_bytes(
        {.key = holder.id,
         .account = "li",
         .algorithm = std::string(name(PublicKey::from_pem(holder.public_pem)->algorithm())),
         .possession_sha256 = sha256_hex(entry.possession),
         .at = at});
    entry.possessed = placed(key_possession_leaf, holder.id, record, at);
  }

  void revoke(KeyEntry& entry, const KeyHolder& holder) {
    const Instant at = input.events.back().at + std::chrono::hours(1);
    const std::string record = revocation_bytes(
        {.key = holder.id,
         .account = "li",
         .algorithm = std::string(name(PublicKey::from_pem(holder.public_pem)->algorithm())),
         .by = "guan",
         .by_name = "管理员",
         .reason = "密钥介质遗失",
         .at = at});
    entry.revoked = placed(key_revocation_leaf, holder.id, record, at);
  }

  [[nodiscard]] std::string dossier() const {
    std::vector<DossierEntry> entries;
    for (const PackageDocument& one : input.documents)
      entries.push_back({one.sha256, one.code, one.version, one.filename});
    return dossier_digest(entries);
  }

  void event(std::string_view kind, const std::string& name, JsonObject data) {
    const auto seq = static_cast<std::int64_t>(input.events.size()) + 1;
    const Instant at = input.opened_at + std::chrono::days(seq);
    const JsonObject actor{{"account", "wang"}, {"name", "王主任"}};
    const std::string line = canonical(
        JsonObject{{"seq", seq},
                   {"kind", kind},
                   {"name", name},
                   {"data", std::move(data)},
                   {"actor", actor},
                   {"at", to_string(at)},
                   {"facts", JsonObject{{"dossier", JsonObject{{"sha256", dossier()}}}}}});
    PackageEvent out{.line = line,
                     .name = name,
                     .actor = "王主任",
                     .account = "wang",
                     .unit = "urban-management",
                     .offices = {"drafter"},
                     .at = at,
                     .leaf = "",
                     .proof = {}};
    out.leaf = leaf_bytes({"event", "m-1", std::to_string(seq), sha256_hex(line), at});
    for (int i = 0; i < 37; ++i)  // other matters' leaves come between
      ledger.add({leaf_hash("elsewhere " + std::to_string(ledger.size))});
    out.index = ledger.size;
    ledger.add({leaf_hash(out.leaf)});
    input.events.push_back(std::move(out));
  }

  void document(const std::string& code, int version, const std::string& stage,
                const std::string& filename, const std::string& type, const std::string& bytes) {
    const std::string sha256 = sha256_hex(bytes);
    event("document", code,
          {{"code", code},
           {"sha256", sha256},
           {"title", "题名 " + code + odd_},
           {"filename", filename},
           {"media_type", type},
           {"version", version}});
    input.documents.push_back({.code = code,
                               .title = "题名 " + code + odd_,
                               .filename = filename,
                               .media_type = type,
                               .sha256 = sha256,
                               .by = "wang",
                               .version = version,
                               .size = bytes.size(),
                               .at = input.events.back().at,
                               .stage = stage,
                               .read = [bytes](const auto& put) { put(bytes); }});
  }

  void sign(const std::string& name, const KeyHolder& signer) {
    const std::string bytes = statement_bytes({.matter = "m-1",
                                               .title = input.title,
                                               .procedure_sha256 = input.procedure_sha256,
                                               .event = name,
                                               .data = {{"conclusion", "lawful"}},
                                               .dossier_sha256 = dossier(),
                                               .draft_sha256 = "",
                                               .signer = {"li", "李律师", "counsel", signer.id},
                                               .issued_at = input.opened_at,
                                               .nonce = name});
    event("sent", name,
          {{"conclusion", "lawful"},
           {"signature",
            JsonObject{{"statement_sha256", sha256_hex(bytes)}, {"key_id", signer.id}}}});
    input.statements.push_back({.id = "s-" + name,
                                .bytes = bytes,
                                .signature = signer.sign(bytes),
                                .public_key_pem = signer.public_pem,
                                .signer = "李律师",
                                .event = name,
                                .account = "li",
                                .signed_at = input.events.back().at});
  }

  void time_stamp(PackageStatement& statement) const {
    const std::string pem = test::pem_of(authority.root);
    const auto stamp = TimeStamp::parse(
        authority.answer(time_stamp_request(statement.signature),
                         statement.signed_at + std::chrono::hours(statement.time_stamps.size())));
    statement.time_stamps.push_back({stamp->bytes(), pem});
  }

  void seal() {
    input.checkpoint_note = sign_checkpoint(ledger.size, ledger.root(), log);
    input.log_public_pem = log.public_pem();
    input.log_verifier_key = verifier_key(log);
    input.seal = [key = log](const std::string& body) { return sign_note(body, key); };
    for (PackageEvent& event : input.events)
      event.proof = inclusion_proof(event.index, ledger.size, ledger.reader());
    const auto prove_half = [&](LedgerRecord& half) {
      const std::uint64_t index = places.at(half.leaf);
      half.proof = tlog_proof(index, inclusion_proof(index, ledger.size, ledger.reader()),
                              input.checkpoint_note);
    };
    for (KeyEntry& entry : input.keys) {
      prove_half(entry.registered);
      if (entry.revoked) prove_half(*entry.revoked);
      if (entry.possessed) prove_half(*entry.possessed);
    }
  }
};

}  // namespace gavel::archive
