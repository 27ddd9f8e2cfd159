// Documents, statements and signatures over the API.
#include "archive/dossier.hpp"

#include <gtest/gtest.h>

#include "archive/digest.hpp"
#include "archive/signature.hpp"
#include "archive/signing_proof.hpp"
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

std::string digest_field(std::string_view bytes) {
  return "sha-256=:" + archive::to_base64(archive::sha256(bytes)) + ":";
}

TEST(Document, ComesBackByteForByteWithItsDigest) {
  Office office;
  const std::string id = office.open_matter();
  const std::string bytes("draft \0 one\r\n", 13);
  const Answer added = office.upload("li", id, bytes, {{"Content-Digest", digest_field(bytes)}});
  ASSERT_EQ(added.status, 201) << added.body;
  EXPECT_EQ(added.text("/version"), "1");
  EXPECT_EQ(added.text("/sha256"), archive::sha256_hex(bytes));
  EXPECT_EQ(added.headers.get("ETag"), "\"2\"");
  const Answer read = office.get("li", std::string(added.headers.get("Location")));
  EXPECT_EQ(read.body, bytes);
  EXPECT_EQ(read.headers.get("Repr-Digest"), digest_field(bytes));
  EXPECT_EQ(read.headers.get("Content-Type"), "text/plain");
  EXPECT_EQ(read.headers.get("Content-Disposition"), "attachment; filename*=UTF-8''draft.txt");
  EXPECT_EQ(office.upload("li", id, "draft two").text("/version"), "2");
  EXPECT_EQ(office.get("wu", std::string(added.headers.get("Location"))).brief(),
            "403 not-your-matter");
}

/// What is said of bytes that come in under a media type; "" where they are taken.
struct Incoming {
  Office office;
  const std::string place = "/v1/matters/" + office.open_matter() + "/documents?code=DRF-04";

  Answer upload(const std::string& type, const std::string& bytes, const std::string& language) {
    http::Headers headers = office.signed_in("li");
    headers.add("Content-Type", type);
    headers.add("Accept-Language", language);
    return office.ask("POST", place, bytes, headers);
  }
  std::string refused(const std::string& type, const std::string& bytes) {
    const Answer answer = upload(type, bytes, "zh");
    if (answer.status == 201) return "";
    return answer.brief() + " " + answer.text("/declared") + " " + answer.text("/found");
  }
};

constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const std::string zip_start("PK\3\4\x14\0\0\0\0\0", 10);

TEST(Document, OfAnotherFormatThanItSaysIsRefusedWithWhatItIs) {
  Incoming in;
  const std::string wrong = "415 wrong-format ";
  EXPECT_EQ(in.refused("application/pdf", "just words"), wrong + "application/pdf text/plain");
  EXPECT_EQ(in.refused("application/pdf", zip_start + "word/document.xml"),
            wrong + "application/pdf " + docx_type);
  EXPECT_EQ(in.refused("application/pdf", "\xFE\xFF\1"), wrong + "application/pdf null");
  EXPECT_EQ(in.refused(docx_type, "%PDF-1.7"), wrong + docx_type + " application/pdf");
  EXPECT_EQ(in.refused(docx_type, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"),
            wrong + docx_type + " application/x-ole-storage");
  EXPECT_EQ(in.refused("application/ofd", zip_start + "[Content_Types].xml xl/workbook.xml"),
            wrong + "application/ofd " +
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  EXPECT_EQ(in.refused("application/ofd", zip_start + "a.txt"),
            wrong + "application/ofd application/zip");
  EXPECT_EQ(in.refused("image/png", "\xFF\xD8\xFF\xE0"), wrong + "image/png image/jpeg");
  EXPECT_EQ(in.refused("image/jpeg", "GIF89a"), wrong + "image/jpeg image/gif");
  EXPECT_EQ(in.refused("text/plain; charset=gbk", "\xB2\xDD\xB0\xB8"), wrong + "text/plain null");
  EXPECT_EQ(in.refused("application/octet-stream", std::string("MZ\x90\0\3\xFF", 6)),
            wrong + "application/octet-stream application/x-executable");
}

TEST(Document, OfTheFormatItSaysOrOfOneThatCannotBeToldIsTaken) {
  Incoming in;
  EXPECT_EQ(in.refused("application/pdf", "%PDF-1.7"), "");
  EXPECT_EQ(in.refused(docx_type, zip_start + "[Content_Types].xml word/document.xml"), "");
  EXPECT_EQ(in.refused(docx_type, zip_start + "[Content_Types].xml main.xml"), "")
      << "its relationships may name any file";
  EXPECT_EQ(in.refused("application/ofd", zip_start + "OFD.xml"), "");
  EXPECT_EQ(in.refused("application/vnd.ofd", zip_start + "OFD.xml"), "");
  EXPECT_EQ(in.refused("image/png", "\x89PNG\r\n\x1a\n"), "");
  EXPECT_EQ(in.refused("image/jpeg", "\xFF\xD8\xFF\xE0"), "");
  EXPECT_EQ(in.refused("text/plain; charset=utf-8", "第一条"), "");
  EXPECT_EQ(in.refused("text/plain", "MZ 区办事处的说明"), "");
  EXPECT_EQ(in.refused("application/msword", "\xD0\xCF\x11\xE0"), "");
  EXPECT_EQ(in.refused("application/octet-stream", "anything"), "");
}

TEST(Document, OfAnotherFormatIsToldWhatWouldBeRight) {
  Incoming in;
  const auto zh = [&](const char* type, const char* bytes) {
    return in.upload(type, bytes, "zh").text("/detail");
  };
  EXPECT_EQ(
      zh("application/pdf", "words"),
      "该文件标明为 PDF，内容却是 纯文本。请上传 PDF 格式的文件；如果要归档的就是这份文件，请以 "
      "Content-Type: text/plain 上传。");
  EXPECT_THAT(zh("application/pdf", "\xFE\xFF\1"), testing::HasSubstr("重新导出为 PDF"));
  EXPECT_THAT(zh("text/csv", "\xB2\xDD"), testing::HasSubstr("另存为 UTF-8"));
  EXPECT_EQ(in.upload("image/png", "%PDF-1.4", "en").text("/detail"),
            "The file says that it is a PNG picture, but its content is PDF. Upload one that is a "
            "PNG picture; or, if this is the file to be kept, upload it with Content-Type: "
            "application/pdf.");
  EXPECT_EQ(in.office.get("li", in.place.substr(0, in.place.find('?'))).at("/documents"),
            Json(JsonArray{}));
}

// RFC 9110 5.5: a field is of printable ASCII, and what is no UTF-8 is on no record.
TEST(Document, HasAMediaTypeOfPrintableCharacters) {
  Incoming in;
  for (const char* type : {"text/plain; a=\xE9", "text/plain; a=é", "text/plain; a=\x01", "text"})
    EXPECT_EQ(in.upload(type, "x", "zh").brief(), "415 wrong-content-type") << type;
  EXPECT_EQ(in.upload("text/plain; charset=utf-8", "x", "zh").status, 201);
}

TEST(Document, IsRefusedWhenItIsNotWhatItIsSaidToBe) {
  Office office;
  const std::string id = office.open_matter();
  const std::string place = "/v1/matters/" + id + "/documents";
  EXPECT_EQ(office.upload("li", id, "one", {{"Content-Digest", digest_field("two")}}).brief(),
            "400 digest-mismatch");
  EXPECT_EQ(office.upload("li", id, "one", {{"Content-Digest", "sha-256=nonsense"}}).brief(),
            "400 digest-mismatch");
  EXPECT_EQ(office.upload("li", id, "").brief(), "400 empty-document");
  EXPECT_EQ(office.upload("admin", id, "one").brief(), "403 not-a-participant");
  EXPECT_EQ(office.upload("li", id, "one", {{"If-Match", "\"7\""}}).brief(),
            "412 version-conflict");
  const auto with = [&](const std::string& query) {
    return office.ask("POST", place + query, "x", office.signed_in("li")).text("/errors/0/code");
  };
  EXPECT_EQ(with(""), "missing");
  EXPECT_EQ(with("?code=XXX"), "unknown-document-code");
  EXPECT_EQ(with("?code=DRF-04&filename=..%2F..%2Fetc%2Fpasswd"), "not-a-filename");
  EXPECT_EQ(with("?code=DRF-04&filename=a%0Ab"), "not-a-filename");
  EXPECT_EQ(with("?code=DRF-04&filename=a%E2%80%AEfdp.exe"), "unfit-character");
  EXPECT_EQ(with("?code=DRF-04&title=a%01b"), "unfit-character");
  const Answer unfit =
      office.ask("POST", place + "?code=DRF-04&title=a%01b", "x", office.signed_in("li"));
  EXPECT_EQ(unfit.brief(), "422 invalid-body") << "as it is in a body";
  EXPECT_EQ(unfit.text("/errors/0/parameter"), "title");
  EXPECT_EQ(with("?code=DRF-04&title=a%0Ab"), "not-one-line");
  EXPECT_EQ(with("?code=DRF-04&title=%E3%80%82"), "missing");
  EXPECT_EQ(office.get("li", "/v1/matters/" + id).text("/version"), "1") << "nothing was stored";
}

TEST(Dossier, IsTheDigestOfItsManifest) {
  Office office;
  const std::string id = office.open_matter();
  (void)office.upload("li", id, "one");
  const Answer dossier = office.get("li", "/v1/matters/" + id + "/dossier");
  EXPECT_EQ(dossier.text("/manifest"), archive::sha256_hex("one") + "  DRF-04/v1/draft.txt\n");
  EXPECT_EQ(dossier.text("/sha256"), archive::sha256_hex(dossier.text("/manifest")));
}

/// A matter that waits for counsel's opinion, and counsel's key.
struct AtCounsel {
  AtCounsel() {
    (void)office.upload("li", id, "the draft");
    (void)office.notice_of(id);
    (void)office.post("admin", "/v1/clock", {{"days", 45}});
    EXPECT_EQ(office.send("li", id, "notice.close").status, 201);
    EXPECT_EQ(office.post("zhao", "/v1/keys", Office::new_key("zhao", key)).status, 201);
  }
  Answer prepare(const std::string& as = "zhao", const std::string& conclusion = "lawful") {
    return office.post(as, "/v1/matters/" + id + "/statements",
                       {{"event", "counsel.opinion"}, {"data", {{"conclusion", conclusion}}}});
  }
  Answer sign(const Answer& statement, const archive::LogKey& with,
              const std::string& as = "zhao") {
    const std::string bytes = office.get(as, statement.text("/href")).body;
    return office.ask("POST", statement.text("/href") + "/signatures", with.sign(bytes),
                      office.signed_in(as));
  }

  Office office;
  std::string id = office.open_matter();
  archive::LogKey key = archive::LogKey::generate("counsel");
};

TEST(Signature, OverTheStatementMakesTheEventHappen) {
  AtCounsel at;
  EXPECT_EQ(at.office.send("zhao", at.id, "counsel.opinion", {{"conclusion", "lawful"}}).brief(),
            "409 signature-required");
  const Answer statement = at.prepare();
  ASSERT_EQ(statement.status, 201) << statement.body;
  const Answer bytes = at.office.get("zhao", statement.text("/href"));
  EXPECT_EQ(archive::sha256_hex(bytes.body), statement.text("/sha256"));
  const Answer signed_now = at.sign(statement, at.key);
  ASSERT_EQ(signed_now.status, 201) << signed_now.body;
  EXPECT_EQ(signed_now.text("/finished"), "true");
  const Answer event = at.office.get("li", std::string(signed_now.headers.get("Location")));
  EXPECT_NE(event.body.find(statement.text("/sha256")), std::string::npos);
  EXPECT_EQ(at.sign(statement, at.key).brief(), "409 statement-signed");
}

TEST(Signature, IsRefusedUnlessItIsTheSignersOwn) {
  AtCounsel at;
  const Answer statement = at.prepare();
  EXPECT_EQ(at.sign(statement, archive::LogKey::generate("other")).brief(), "422 bad-signature");
  EXPECT_EQ(
      at.office
          .ask("POST", statement.text("/href") + "/signatures", "", at.office.signed_in("zhao"))
          .brief(),
      "422 bad-signature");
  EXPECT_EQ(at.office
                .ask("POST", statement.text("/href") + "/signatures", std::string(5000, 'x'),
                     at.office.signed_in("zhao"))
                .brief(),
            "422 bad-signature");
  EXPECT_EQ(at.sign(statement, at.key, "li").brief(), "403 not-your-statement");
  EXPECT_EQ(at.office.get("wu", statement.text("/href")).brief(), "403 not-your-matter");
  EXPECT_EQ(at.prepare("li").brief(), "403 not-permitted");
  EXPECT_EQ(at.prepare("zhao", "perhaps").brief(), "422 invalid-form");
  EXPECT_EQ(at.office
                .post("zhao", "/v1/matters/" + at.id + "/statements",
                      {{"event", "note"}, {"data", {{"text", "x"}}}})
                .brief(),
            "409 not-a-signed-event");
}

TEST(Signature, DoesNotCoverADossierThatChangedSince) {
  AtCounsel at;
  const Answer statement = at.prepare();
  ASSERT_EQ(at.office.upload("li", at.id, "another draft").status, 201);
  EXPECT_EQ(at.sign(statement, at.key).brief(), "409 stale-statement");
  EXPECT_EQ(at.sign(at.prepare(), at.key).status, 201);
}

TEST(Signature, IsTooLateAfterTheStatementHasExpired) {
  AtCounsel at;
  const Answer statement = at.prepare();
  (void)at.office.post("admin", "/v1/clock", {{"days", 8}});
  EXPECT_EQ(at.sign(statement, at.key).brief(), "409 statement-expired");
}

TEST(Signature, WithARevokedKeyIsNone) {
  AtCounsel at;
  const Answer statement = at.prepare();
  const std::string key = at.office.get("zhao", "/v1/keys").text("/keys/0/id");
  (void)at.office.post("zhao", "/v1/keys/" + key + "/revocation", JsonObject());
  EXPECT_EQ(at.sign(statement, at.key).brief(), "409 key-already-revoked");
}

TEST(Signature, CarriesAwayWhereItAndItsKeyStandInTheLedger) {
  // given a signed opinion whose key is revoked afterwards
  AtCounsel at;
  const Answer statement = at.prepare();
  ASSERT_EQ(at.sign(statement, at.key).status, 201);
  const std::string bytes = at.office.get("zhao", statement.text("/href")).body;
  const std::string place = "/v1/signatures?statement=" + statement.text("/sha256");
  EXPECT_EQ(at.office.get("", place).at("/waiting"), Json(true));
  const std::string key = at.office.get("zhao", "/v1/keys").text("/keys/0/id");
  (void)at.office.post("zhao", "/v1/keys/" + key + "/revocation", JsonObject());
  while (at.office.ledger.sequence() > 0) {
  }
  // when anyone who has the statement asks
  const Answer answer = at.office.get("", place);
  ASSERT_EQ(answer.status, 200) << answer.body;
  // then what they get judges it without the server
  const auto proof = archive::parse_signing_proof(answer.body).value();
  const auto judged =
      archive::judge_signing(proof, bytes, at.key.sign(bytes), at.office.ledger.public_pem());
  EXPECT_TRUE(judged.findings.empty()) << judged.findings[0].code;
  EXPECT_EQ(judged.key->account, "zhao");
  EXPECT_EQ(judged.key->revoked_by, "zhao");
  EXPECT_EQ(answer.at("/waiting"), Json(false));
  for (const std::string& unknown : {std::string("x"), std::string(64, '0')}) {
    const Answer none = at.office.get("", "/v1/signatures?statement=" + unknown);
    EXPECT_EQ(none.body, R"({"signatures":[],"waiting":false})") << unknown;
  }
  EXPECT_EQ(at.office.get("", "/v1/signatures").brief(), "400 invalid-query");
}

TEST(Statements, ShowThatACoveredDocumentWasChangedSince) {
  // given a signed opinion over one draft
  AtCounsel at;
  const Answer statement = at.prepare();
  ASSERT_EQ(statement.status, 201);
  const std::string list = "/v1/matters/" + at.id + "/statements";
  EXPECT_EQ(at.office.get("zhao", list).at("/statements/0/dossier/stale"), Json(false));
  // when the draft is replaced
  (void)at.office.upload("li", at.id, "another draft");
  // then the list says so and names the document
  const Answer after = at.office.get("zhao", list);
  EXPECT_EQ(after.at("/statements/0/dossier/stale"), Json(true)) << after.body;
  EXPECT_EQ(after.at("/statements/0/dossier/since/0/replaces"), Json(true));
  EXPECT_EQ(after.text("/statements/0/dossier/since/0/sha256"),
            archive::sha256_hex("another draft"));
}

/// The draft's digest in what counsel signs, after the text that was frozen was amended. `noted`:
/// what the procedure notes of it; `in_order`: the papers that were filed with its bytes.
std::string draft_signed_over(const char* noted, std::initializer_list<const char*> in_order) {
  AtCounsel at;
  std::string xml(small_decision);
  const auto put = [&](const std::string& place, const std::string& text) {
    xml.insert(xml.find(place), text);
  };
  xml.replace(xml.find("g:version=\"1.0.0\""), 17, "g:version=\"1.8.0\"");
  put("<data id=\"notes\"", R"x(<data id="draft" expr="{}"/>)x");
  put("<g:document code=\"DRF-04\"",
      R"x(<g:document code="REP-01" stage="drafting" retention="Y" zh="报告" en="Report"/>)x");
  put("<assign location=\"opened_on\"",
      std::string(R"x(<assign location="draft" expr=")x") + noted + "\"/>");
  EXPECT_TRUE(at.office.procedures.install(xml, "drafted.scxml", at.office.clock.now()));
  at.id = at.office.open_matter();
  const auto filed = [&](std::string_view code) {
    http::Headers headers = at.office.signed_in("li");
    headers.add("Content-Type", "text/plain");
    EXPECT_EQ(at.office
                  .ask("POST",
                       "/v1/matters/" + at.id +
                           "/documents?title=t&filename=t.txt&code=" + std::string(code),
                       "frozen", headers)
                  .status,
              201);
  };
  for (const char* code : in_order) filed(code);
  (void)at.office.notice_of(at.id);
  (void)at.office.post("admin", "/v1/clock", {{"days", 45}});
  EXPECT_EQ(at.office.send("li", at.id, "notice.close").status, 201);
  (void)at.office.upload("li", at.id, "amended");
  const Answer statement = at.prepare();
  EXPECT_EQ(statement.status, 201) << statement.body;
  return at.office.get("zhao", statement.text("/href")).text("/draft_sha256");
}

// The text that was frozen for the units concerned was amended since; a report that had the same
// bytes is no draft.
TEST(Statements, AreOverTheLatestDraft) {
  const std::string amended = archive::sha256_hex("amended");
  const char* noted = "{code: 'DRF-04', sha256: _x.documents['DRF-04'].sha256}";
  EXPECT_EQ(draft_signed_over(noted, {"DRF-04"}), amended);
  EXPECT_EQ(draft_signed_over(noted, {"DRF-04", "REP-01"}), amended);
  // As versions before 1.20.0 noted it.
  const char* bare = "{sha256: _x.documents['DRF-04'].sha256}";
  EXPECT_EQ(draft_signed_over(bare, {"DRF-04"}), amended);
  EXPECT_EQ(draft_signed_over(bare, {"REP-01", "DRF-04"}), amended);
}

}  // namespace
}  // namespace gavel::api::test
