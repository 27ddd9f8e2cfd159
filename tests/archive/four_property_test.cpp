#include "archive/four_property.hpp"

#include "archive/file_format.hpp"
#include "archive/verify_package.hpp"
#include "archive/well_formed.hpp"
#include "embedded/archive_assets.hpp"
#include "tests/archive/sample_package.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;

const Instant when = *parse_instant("2026-07-02T08:00:00+08:00");

const SampleMatter& sample() {
  static const SampleMatter matter;
  return matter;
}

/// Codes of the items that failed.
std::vector<std::string> failed(const JsonObject& report) {
  std::vector<std::string> out;
  for (const Json& item : report.at("items").as_array()) {
    if (item.at("result").as_string() == "fail")
      out.push_back(boost::json::value_to<std::string>(item.at("code")));
  }
  EXPECT_EQ(out.empty(), report.at("passed").as_bool());
  return out;
}

TEST(FourProperties, OfASoundPackagePass) {
  const TempDir dir;
  const Declared declared = write_package(sample().input, dir / "bag");
  const JsonObject report = four_property_test(dir / "bag", declared, when);
  EXPECT_THAT(failed(report), testing::IsEmpty()) << boost::json::serialize(report);
  EXPECT_EQ(report.at("items").as_array().size(), 34u);
  EXPECT_EQ(report.at("archival_code").as_string(), "X043-WS·2026-Y-BGS-0001");
}

TEST(FourProperties, TellHowMuchTheyReadAndCanBeEndedWhileTheyDo) {
  const TempDir dir;
  const Declared declared = write_package(sample().input, dir / "bag");
  std::size_t read = 0, payload = 0;
  const auto count = [&](std::size_t bytes) { read += bytes; };
  (void)four_property_test(dir / "bag", declared, when, {.not_the_package = {}, .progress = count});
  for (const DeclaredFile& file : declared.files) payload += file.size;
  EXPECT_GE(read, payload);
  struct Ended {};
  const auto end = [](std::size_t /*bytes*/) { throw Ended{}; };
  EXPECT_THROW((void)four_property_test(dir / "bag", declared, when,
                                        {.not_the_package = {}, .progress = end}),
               Ended);
}

/// The result of one item, with its note.
std::string result(const JsonObject& report, std::string_view code) {
  for (const Json& item : report.at("items").as_array()) {
    if (item.at("code").as_string() == code)
      return std::string(item.at("result").as_string()) + " " +
             std::string(item.at("note").as_string());
  }
  return "none";
}

TEST(FourProperties, WithoutTheRegisterAPersonComparesWhatItAloneTells) {
  const TempDir dir;
  const Declared declared = write_package(sample().input, dir / "bag");
  EXPECT_EQ(declared_by(dir / "bag").archival_code, declared.archival_code);
  EXPECT_EQ(declared_by(dir / "bag").documents, declared.documents);
  const auto report = four_property_test(dir / "bag", declared_by(dir / "bag"), when,
                                         {.registered = false, .not_the_package = {}});
  EXPECT_THAT(failed(report), testing::IsEmpty()) << boost::json::serialize(report);
  for (const char* code : {"GD-1-14", "GD-2-2", "GD-2-11", "GD-3-2"})
    EXPECT_EQ(result(report, code), "manual no-register") << code;
  EXPECT_EQ(result(report, "GD-1-1"), "pass ");
}

TEST(FourProperties, AtEachStageHaveTheCodesOfTheStage) {
  const TempDir dir;
  const Declared declared = write_package(sample().input, dir / "bag");
  const auto at = [&](TestStage stage) {
    return four_property_test(dir / "bag", declared, when, {.stage = stage, .not_the_package = {}});
  };
  EXPECT_EQ(result(at(TestStage::transfer), "YJ-1-6"), "pass ");
  EXPECT_EQ(result(at(TestStage::keeping), "CQ-1-01"), "pass ");
  EXPECT_EQ(result(at(TestStage::keeping), "CQ-2-11"), "pass ");
  // Only what is handed over lies on a carrier, which a person has to look at; what is kept lies in
  // the store, which was just read, and has no disc to measure.
  EXPECT_EQ(result(at(TestStage::keeping), "CQ-4-04"), "pass ");
  EXPECT_EQ(result(at(TestStage::keeping), "CQ-4-05"), "none");
  EXPECT_EQ(result(at(TestStage::entry), "GD-4-5"), "not_applicable ");
  EXPECT_EQ(result(at(TestStage::transfer), "YJ-4-5"), "manual ");
}

TEST(FourProperties, OfAStageHaveNoCodesOfAnother) {
  const TempDir dir;
  const Declared declared = write_package(sample().input, dir / "bag");
  for (const auto& [stage, prefix, many] :
       {std::tuple{TestStage::entry, "GD-", 34U}, std::tuple{TestStage::transfer, "YJ-", 34U},
        std::tuple{TestStage::keeping, "CQ-", 32U}}) {
    const auto report =
        four_property_test(dir / "bag", declared, when, {.stage = stage, .not_the_package = {}});
    std::set<std::string> codes;
    for (const Json& item : report.at("items").as_array())
      codes.insert(boost::json::value_to<std::string>(item.at("code")));
    EXPECT_EQ(codes.size(), many) << prefix;
    for (const std::string& code : codes) EXPECT_THAT(code, testing::StartsWith(prefix));
  }
}

TEST(FourProperties, EachSayWhatWasTestedHowByWhomAndWhen) {
  const TempDir dir;
  const Declared declared = write_package(sample().input, dir / "bag");
  const auto report =
      four_property_test(dir / "bag", declared, when,
                         {.stage = TestStage::transfer, .not_the_package = {}, .tester = "档案馆"});
  EXPECT_EQ(report.at("operator").as_string(), "档案馆");
  for (const Json& item : report.at("items").as_array()) {
    for (const char* what : {"object", "method"}) {
      EXPECT_FALSE(item.at(what).at("zh").as_string().empty());
      EXPECT_FALSE(item.at(what).at("en").as_string().empty());
    }
    EXPECT_EQ(item.at("at").as_string(), to_string(when));
    const bool is_judged =
        item.at("result").as_string() == "pass" || item.at("result").as_string() == "fail";
    EXPECT_EQ(item.at("operator").as_string(), is_judged ? "档案馆" : "") << item;
  }
  const JsonObject first = report.at("items").as_array().front().as_object();
  EXPECT_EQ(string_or(object_in(first, "object"), "zh"), "移交信息包的摘要、签名、封签、检查点");
}

TEST(FourProperties, LeaveToAPersonWhatTheOrganHasNotSaid) {
  const TempDir dir;
  PackageInput input = sample().input;
  input.fonds_name = input.archives_name = "";
  const Declared declared = write_package(input, dir / "bag");
  const auto report = four_property_test(dir / "bag", declared, when);
  EXPECT_EQ(result(report, "GD-2-3"), "manual fondsName, archivesName");
  EXPECT_THAT(failed(report), testing::IsEmpty());
}

TEST(FourProperties, LeaveVirusesToAScannerThatIsThere) {
  const TempDir dir;
  const Declared declared = write_package(sample().input, dir / "bag");
  const auto report = four_property_test(dir / "bag", declared, when);
  EXPECT_EQ(result(report, "GD-4-1") + result(report, "GD-4-2"), "manual manual ");
  FourPropertyQuestion question;
  question.scan = {"ClamAV 1.0", ""};
  const auto clean = four_property_test(dir / "bag", declared, when, question);
  EXPECT_EQ(result(clean, "GD-4-1") + result(clean, "GD-4-2"), "pass ClamAV 1.0pass ");
  question.scan->found = "x: Eicar FOUND";
  const auto infected = four_property_test(dir / "bag", declared, when, question);
  EXPECT_THAT(failed(infected), testing::ElementsAre("GD-4-2"));
}

TEST(FourProperties, OfAnotherPackageThanTheRegisteredOneFail) {
  const TempDir dir;
  const Declared declared = write_package(sample().input, dir / "bag");
  FourPropertyQuestion question;
  question.not_the_package = "a.tar";
  EXPECT_THAT(failed(four_property_test(dir / "bag", declared, when, question)),
              testing::ElementsAre("GD-1-14"));
}

TEST(FourProperties, AreEachExplained) {
  const TempDir dir;
  const Declared declared = write_package(sample().input, dir / "bag");
  const JsonObject said = boost::json::parse(asset::four_property_json).as_object();
  const JsonObject report = four_property_test(dir / "bag", declared, when);
  EXPECT_EQ(said.size(), report.at("items").as_array().size());
  for (const Json& item : report.at("items").as_array()) {
    const Json* const found =
        said.if_contains(std::string_view(item.at("code").as_string()).substr(3));
    ASSERT_NE(found, nullptr) << item.at("code");
    for (const char* what : {"title", "object", "method", "mend"}) {
      EXPECT_FALSE(found->at(what).at("zh").as_string().empty());
      EXPECT_FALSE(found->at(what).at("en").as_string().empty());
    }
  }
}

// Of before such characters were refused: the record has them, and can be archived.
TEST(FourProperties, LeaveToAPersonACharacterThatTheRecordItselfHas) {
  const TempDir dir;
  const SampleMatter odd(SampleMatter::LastKey::revoked_later, "\x01\uFFFF\n结束\r\u202E");
  const Declared declared = write_package(odd.input, dir / "bag");
  const JsonObject report = four_property_test(dir / "bag", declared, when);
  EXPECT_THAT(failed(report), testing::IsEmpty()) << boost::json::serialize(report);
  EXPECT_THAT(result(report, "GD-1-6"), testing::StartsWith("manual 示范市生活垃圾分类"));
  EXPECT_EQ(result(report, "GD-3-1"), "pass ");
  EXPECT_THAT(verify_package(dir / "bag").findings, testing::IsEmpty());
  for (const char* name : {"mets", "premis", "dat46", "eep", "dc", "ead3"})
    EXPECT_TRUE(is_well_formed(read_file(dir / "bag/data/metadata" / (std::string(name) + ".xml"))))
        << name;
}

TEST(WellFormed, IsWhatXmlTakesAndNothingElse) {
  for (const char* good :
       {"<a/>", "<?xml version='1.0'?>\n<a b='1' c='&#65;'>&lt;\r\n\t甲\uFFFD</a>"})
    EXPECT_TRUE(is_well_formed(good)) << good;
  for (const char* bad :
       {"", "甲", "<a>", "<a></b>", "<a>\uFFFF</a>", "<a>\uFFFE</a>", "<a>\x01</a>", "<a>&#1;</a>",
        "<a>&#xFFFF;</a>", "<a>\xFF</a>", "<a>\xED\xA0\x80</a>", "<a b='\x0B'/>",
        "<a b='1' b='2'/>", "<a/><a/>", "<a>&b;</a>"})
    EXPECT_FALSE(is_well_formed(bad)) << bad;
}

struct Fault {
  const char* name;
  std::function<void(const fs::path& bag, Declared& declared)> cause;
  std::vector<std::string> items;  ///< That must fail, among others.
};

void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.name; }

class FourPropertyFault : public testing::TestWithParam<Fault> {};

TEST_P(FourPropertyFault, IsFoundUnderItsItem) {
  const TempDir dir;
  Declared declared = write_package(sample().input, dir / "bag");
  GetParam().cause(dir / "bag", declared);
  const JsonObject report = four_property_test(dir / "bag", declared, when);
  EXPECT_THAT(failed(report), testing::IsSupersetOf(GetParam().items))
      << boost::json::serialize(report);
}

void replace(const fs::path& file, const std::string& from, const std::string& to) {
  std::string text = read_file(file);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << file << " has no " << from;
  write_file(file, text.replace(at, from.size(), to));
}

/// One change in dat46.xml, which the manifests then notice too.
std::function<void(const fs::path&, Declared&)> metadata(const std::string& from,
                                                         const std::string& to) {
  return
      [=](const fs::path& bag, Declared&) { replace(bag / "data/metadata/dat46.xml", from, to); };
}

const std::vector<Fault> faults{
    {"security_class_that_there_is_not",
     metadata(">内部</securityClassification>", ">绝对</securityClassification>"),
     {"GD-1-4"}},
    {"document_classified_above_its_volume",
     metadata("source=\"volume\">内部</", "source=\"volume\">秘密</"),
     {"GD-1-4"}},
    {"changed_document",
     [](const fs::path& bag, Declared&) {
       replace(bag / "data/02_起草/DRF-04_v1_草案.md", "第一", "第二");
     },
     {"GD-1-1", "GD-1-13"}},
    {"missing_document",
     [](const fs::path& bag, Declared&) { fs::remove(bag / "data/02_起草/DRF-04_v1_草案.md"); },
     {"GD-1-11", "GD-2-1", "GD-2-2", "GD-2-7"}},
    {"foreign_file",
     [](const fs::path& bag, Declared&) { write_file(bag / "data/x", "x"); },
     {"GD-4-3", "GD-1-13"}},
    {"wrong_signature",
     [](const fs::path& bag, Declared&) {
       replace(bag / "data/statements/s-decide.json", "lawful", "unlaw!");
     },
     {"GD-1-1"}},
    {"broken_seal",
     [](const fs::path& bag, Declared&) {
       replace(bag / "seal.note", "package-seal:1", "package-seal:2");
     },
     {"GD-1-1"}},
    {"long_title", metadata(">题名 INI-01<", ">" + std::string(501, 'x') + "<"), {"GD-1-2"}},
    {"malformed_date", metadata("2026-01-07T09:00", "2026-13-07T09:00"), {"GD-1-3"}},
    {"retention_of_no_kind",
     metadata("source=\"procedure\">Y<", "source=\"procedure\">Z<"),
     {"GD-1-4", "GD-1-7"}},
    {"closed_before_opened", metadata("启动时间\">2026-01", "启动时间\">2026-12"), {"GD-1-5"}},
    {"broken_character", metadata("题名 LEG-04", "题\uFFFD LEG-04"), {"GD-1-6"}},
    {"code_of_another",
     [](const fs::path&, Declared& d) { d.archival_code = "X043-WS·2026-Y-BGS-0002"; },
     {"GD-1-7"}},
    {"item_twice", metadata("稿本\">2<", "稿本\">1<"), {"GD-1-8"}},
    {"gap_in_versions", metadata("稿本\">2<", "稿本\">3<"), {"GD-2-6"}},
    {"size_in_metadata", metadata("大小\">", "大小\">9"), {"GD-1-10"}},
    {"digest_registered_otherwise",
     [](const fs::path&, Declared& d) { d.files[0].sha256[0] ^= 1; },
     {"GD-1-14"}},
    {"items_registered_otherwise",
     [](const fs::path&, Declared& d) { ++d.documents; },
     {"GD-2-1", "GD-2-11"}},
    {"empty_author", metadata("王主任</author>", "</author>"), {"GD-2-4"}},
    {"gap_in_events",
     [](const fs::path& bag, Declared&) {
       replace(bag / "data/events.jsonl", sample().input.events[3].line + "\n", "");
     },
     {"GD-2-5", "GD-2-11", "GD-4-7"}},
    {"no_premis",
     [](const fs::path& bag, Declared&) { fs::remove(bag / "data/metadata/premis.xml"); },
     {"GD-2-10", "GD-3-1"}},
    {"xml_not_well_formed", metadata("</fileEntity>", "</filentity>"), {"GD-3-1"}},
    {"character_that_no_xml_has",
     [](const fs::path& bag, Declared&) {
       replace(bag / "data/metadata/dc.xml", "<dc:title>", "<dc:title>\uFFFF");
     },
     {"GD-3-1"}},
    {"control_character_in_metadata", metadata("题名 LEG-04", "题名\x01LEG-04"), {"GD-3-1"}},
    {"attribute_given_twice",
     [](const fs::path& bag, Declared&) {
       replace(bag / "data/metadata/premis.xml", " version=\"3.0\"",
               " version=\"2.0\" version=\"3.0\"");
     },
     {"GD-3-1"}},
    {"nothing_registered",
     [](const fs::path&, Declared& d) { d.files.clear(); },
     {"GD-3-2", "GD-1-14"}},
    {"no_pdf_inside",
     [](const fs::path& bag, Declared&) {
       write_file(bag / "data/99_other/LEG-04_v1_a_b_c__.pdf", "hello");
     },
     {"GD-3-4"}},
    {"encrypted_pdf",
     [](const fs::path& bag, Declared&) {
       write_file(bag / "data/99_other/LEG-04_v1_a_b_c__.pdf", "%PDF-1.7 /Encrypt 1 0 R");
     },
     {"GD-3-8"}},
    {"program",
     [](const fs::path& bag, Declared&) {
       write_file(bag / "data/99_other/LEG-04_v1_a_b_c__.pdf", "MZ...");
     },
     {"GD-4-2"}},
    {"event_changed",
     [](const fs::path& bag, Declared&) {
       replace(bag / "data/events.jsonl", "gazette", "Gazette");
     },
     {"GD-4-7"}},
    {"no_bag",
     [](const fs::path& bag, Declared&) { fs::remove_all(bag); },
     {"GD-1-13", "GD-2-3", "GD-2-7"}},
};

INSTANTIATE_TEST_SUITE_P(EachItem, FourPropertyFault, testing::ValuesIn(faults),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Declared, IsTheSameAfterBeingStored) {
  const Declared declared{"X-1", "题名", 1, 2, 3, 4, {{"data/a", 5, "ff"}}};
  EXPECT_EQ(decode_declared(encode(declared)), declared);
  const auto stored = boost::json::parse(boost::json::serialize(encode(declared))).as_object();
  EXPECT_EQ(decode_declared(stored), declared);
  EXPECT_EQ(decode_declared({}), std::nullopt);
  JsonObject wrong = encode(declared);
  wrong["files"] = 7;
  EXPECT_EQ(decode_declared(wrong), std::nullopt);
}

FormatFinding inspect_format(std::string_view media_type, std::string_view bytes) {
  FormatInspector inspector(media_type);
  inspector.put(bytes);
  return inspector.finish();
}

TEST(FileFormat, IsJudgedByTypeAndFirstBytes) {
  EXPECT_EQ(inspect_format("text/plain; charset=utf-8", "正文"), FormatFinding::good);
  EXPECT_EQ(inspect_format("text/plain", "\xff\xfe"), FormatFinding::mismatched);
  EXPECT_EQ(inspect_format("application/pdf", "%PDF-1.4"), FormatFinding::good);
  EXPECT_EQ(inspect_format("application/x-unknown", "x"), FormatFinding::unlisted);
  EXPECT_EQ(inspect_format("video/mp4", "x"), FormatFinding::unjudged);
  EXPECT_EQ(inspect_format("application/ofd", std::string("PK\3\4\x14\0\1\0", 8)),
            FormatFinding::encrypted);
  EXPECT_EQ(inspect_format("text/plain",
                           "\x7f"
                           "ELF"),
            FormatFinding::executable);
}

TEST(FileFormat, OfAZipIsJudgedByTheNamesInIt) {
  const std::string zip("PK\3\4\x14\0\0\0", 8), odt = "application/vnd.oasis.opendocument.text";
  const std::string docx =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  EXPECT_EQ(inspect_format(docx, zip + "word/document.xml"), FormatFinding::good);
  EXPECT_EQ(inspect_format(docx, zip + "xl/workbook.xml"), FormatFinding::mismatched);
  EXPECT_EQ(inspect_format(docx, zip + "[Content_Types].xml"), FormatFinding::good);
  EXPECT_EQ(inspect_format(docx, zip + "a.txt"), FormatFinding::mismatched);
  EXPECT_EQ(inspect_format("application/ofd", zip + "Doc_0/x OFD.xml"), FormatFinding::good);
  EXPECT_EQ(inspect_format("application/ofd", zip + "word/document.xml"),
            FormatFinding::mismatched);
  const std::string header = zip + std::string(22, '\0') + "mimetype";
  EXPECT_EQ(inspect_format(odt, header + odt), FormatFinding::good);
  EXPECT_EQ(inspect_format(odt, header + "application/vnd.oasis.opendocument.spreadsheet"),
            FormatFinding::mismatched);
  EXPECT_EQ(inspect_format(odt, zip + "content.xml"), FormatFinding::good) << "cannot be told";
  EXPECT_EQ(inspect_format(odt, zip + "OFD.xml"), FormatFinding::mismatched);
}

TEST(FileFormat, IsNamedByWhatTheBytesShow) {
  const auto found = [](std::string_view bytes) {
    FormatInspector inspector("application/pdf");
    inspector.put(bytes);
    return std::string(inspector.found());
  };
  EXPECT_EQ(found("%PDF-1.7"), "application/pdf");
  EXPECT_EQ(found(std::string("II*\0", 4)), "image/tiff");
  EXPECT_EQ(found("RIFF"), "audio/wav");
  EXPECT_EQ(found("第一条\n"), "text/plain");
  EXPECT_EQ(found("\x7F"
                  "ELF\2"),
            program_type);
  EXPECT_EQ(found("\xB2\xDD\xB0\xB8"), "");
  EXPECT_EQ(found(""), "");
}

TEST(FileFormat, IsJudgedTheSameInPiecesOfAnySize) {
  const std::string eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
  const std::vector<std::pair<const char*, std::string>> files{
      {"text/plain", "第一条　为了规范重大行政决策程序😀"},
      {"text/plain", "第一条\xe7\xac"},
      {"text/plain", std::string(50, 'x') + eicar},
      {"application/pdf", "%PDF-1.4 " + std::string(90, 'x') + "/Encrypt 5 0 R"},
      {"application/pdf", "%PDF-1.4 " + std::string(90, 'x')},
      {"application/ofd", "PK\3\4" + std::string(60, 'x') + "OFD.xml" + std::string(9, 'x')},
      {"image/png", "\x89PNG\r\n\x1a\n"}};
  for (const auto& [type, bytes] : files) {
    FormatInspector whole(type);
    whole.put(bytes);
    const FormatFinding expected = whole.finish();
    EXPECT_EQ(whole.is_malicious(), bytes.find(eicar) != std::string::npos);
    for (std::size_t size = 1; size < bytes.size(); ++size) {
      FormatInspector inspector(type);
      for (std::size_t at = 0; at < bytes.size(); at += size)
        inspector.put(std::string_view(bytes).substr(at, size));
      EXPECT_EQ(inspector.finish(), expected) << type << " by " << size;
      EXPECT_EQ(inspector.is_malicious(), whole.is_malicious()) << type << " by " << size;
    }
  }
  EXPECT_EQ(inspect_format("application/pdf", files[3].second), FormatFinding::encrypted);
  EXPECT_EQ(inspect_format("text/plain", files[1].second), FormatFinding::mismatched);
}

}  // namespace
}  // namespace gavel::archive
