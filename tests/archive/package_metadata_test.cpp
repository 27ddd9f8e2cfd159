// What a package says of itself, held against the published schemas.
#include "archive/metadata.hpp"
#include "archive/package.hpp"
#include "archive/text_rendition.hpp"
#include "tests/archive/sample_package.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// One package, written once; the tests only read it.
const fs::path& bag() {
  static const TempDir dir;
  static const fs::path path = dir / "bag";
  static const Declared declared = write_package(SampleMatter().input, path);
  return path;
}

Ran lint(const fs::path& schema, const fs::path& document) {
  return run("xmllint --nonet --noout --schema '" + schema.string() + "' '" + document.string() +
             "'");
}

struct Published {
  const char* file;
  const char* schema;
  friend void PrintTo(const Published& one, std::ostream* out) { *out << one.file; }
};

class PublishedSchema : public testing::TestWithParam<Published> {};

TEST_P(PublishedSchema, HoldsForThePackage) {
  const fs::path schema = beside_project("schemas") / GetParam().schema;
  if (!fs::exists(schema) || !has_command("xmllint"))
    GTEST_SKIP() << GetParam().schema << " or xmllint is not on this machine";
  const fs::path file = bag() / "data/metadata" / GetParam().file;
  const Ran ran = lint(schema, file);
  EXPECT_EQ(ran.status, 0) << ran.output;

  // The schema is not so lax that anything passes.
  const TempDir dir;
  std::string text = read_file(file);
  const std::size_t end = text.rfind("</");
  write_file(dir / "damaged.xml", text.insert(end, "<nonsense/>"));
  EXPECT_NE(lint(schema, dir / "damaged.xml").status, 0);
}

INSTANTIATE_TEST_SUITE_P(Each, PublishedSchema,
                         testing::Values(Published{"premis.xml", "premis-v3-0.xsd"},
                                         Published{"mets.xml", "mets.xsd"}),
                         [](const auto& each) {
                           return std::string(each.param.file, each.param.file + 4);
                         });

TEST(PackageMetadata, EncapsulatedRecordFollowsTheSchemaThatTravelsWithIt) {
  if (!has_command("xmllint")) GTEST_SKIP() << "xmllint is not on this machine";
  const fs::path metadata = bag() / "data/metadata";
  const Ran ran = lint(metadata / "eep.xsd", metadata / "eep.xml");
  EXPECT_EQ(ran.status, 0) << ran.output;
  const std::string eep = read_file(metadata / "eep.xml");
  EXPECT_THAT(eep, HasSubstr("<封装包类型>原始型</封装包类型>"));
  EXPECT_THAT(eep, HasSubstr("<签名算法标识>sm2-sm3</签名算法标识>"));
  EXPECT_THAT(eep, HasSubstr("data/02_起草/DRF-04_v2_草案.md"));
}

TEST(PackageMetadata, SaysWhoseArchiveItIsAndWhatTheActWasCalled) {
  const std::string dat46 = read_file(bag() / "data/metadata/dat46.xml");
  for (const char* said : {"<archivesName name=\"档案馆名称\">示范市档案馆</archivesName>",
                           "<fondsName name=\"全宗名称\">示范市人民政府办公室</fondsName>",
                           "<documentNumber name=\"文件编号\">示政发〔2026〕7号</documentNumber>",
                           "<classCode name=\"分类号\">planning</classCode>",
                           "<permissionAssignment name=\"授权\">公布</permissionAssignment>",
                           "<disclosure name=\"公开属性\">主动公开</disclosure>",
                           "<controlIdentifier name=\"控制标识\">控制</controlIdentifier>"})
    EXPECT_THAT(dat46, HasSubstr(said));
  EXPECT_THAT(dat46, HasSubstr("<securityClassification name=\"密级\" source=\"default\">内部<"))
      << "nobody said it";
  EXPECT_THAT(dat46, HasSubstr("<retentionPeriod name=\"保管期限\" label=\"永久\" "
                               "source=\"procedure\">Y<"));
  const std::string eep = read_file(bag() / "data/metadata/eep.xml");
  for (const char* said :
       {"<档案馆名称>示范市档案馆</档案馆名称>", "<文件编号>示政发〔2026〕7号</文件编号>",
        "<分类号>planning</分类号>", "<控制标识>控制</控制标识>"})
    EXPECT_THAT(eep, HasSubstr(said));
  const std::string premis = read_file(bag() / "data/metadata/premis.xml");
  EXPECT_THAT(
      premis,
      HasSubstr("<significantPropertiesValue>示政发〔2026〕7号</significantPropertiesValue>"));
}

// 档案法实施条例 art. 30: what was withheld is told as such, to whoever decides on opening it
// later.
TEST(PackageMetadata, SaysThatTheDecisionIsNotPublic) {
  const TempDir dir;
  PackageInput input = SampleMatter().input;
  input.disclosure = "non_public";
  (void)write_package(input, dir / "bag");
  const std::string dat46 = read_file(dir / "bag/data/metadata/dat46.xml");
  EXPECT_THAT(dat46, HasSubstr("<disclosure name=\"公开属性\">不予公开</disclosure>"));
  EXPECT_THAT(dat46, Not(HasSubstr("<permissionAssignment")));
}

TEST(PackageMetadata, LeavesOutWhatNobodyKnows) {
  const TempDir dir;
  PackageInput input = SampleMatter().input;
  input.fonds_name = input.archives_name = input.document_number = input.class_code = "";
  input.disclosure = "";
  (void)write_package(input, dir / "bag");
  const fs::path metadata = dir / "bag/data/metadata";
  const std::string dat46 = read_file(metadata / "dat46.xml");
  for (const char* name : {"archivesName", "fondsName", "documentNumber", "classCode",
                           "permissionAssignment", "disclosure"})
    EXPECT_THAT(dat46, Not(HasSubstr("<" + std::string(name)))) << name;
  if (!has_command("xmllint")) GTEST_SKIP() << "xmllint is not on this machine";
  const Ran eep = lint(metadata / "eep.xsd", metadata / "eep.xml");
  EXPECT_EQ(eep.status, 0) << eep.output;
  const fs::path schema = beside_project("schemas/premis-v3-0.xsd");
  if (!fs::exists(schema)) return;
  const Ran premis = lint(schema, metadata / "premis.xml");
  EXPECT_EQ(premis.status, 0) << premis.output;
}

TEST(PackageMetadata, NamesEachAgentOnceAndLeadsFromWhatWasDoneToWhoDidIt) {
  const std::string dat46 = read_file(bag() / "data/metadata/dat46.xml");
  EXPECT_THAT(dat46, HasSubstr("<agentName name=\"机构人员名称\">王主任</agentName>"));
  EXPECT_THAT(dat46, Not(HasSubstr(">wang</agentName>"))) << "an account is no second person";
  EXPECT_THAT(dat46, HasSubstr("<author name=\"责任者\" agentIdentifier=\"A4\">王主任</author>"));
  EXPECT_THAT(dat46, HasSubstr("<agentIdentifier name=\"机构人员标识符\">A4</agentIdentifier>"));
  EXPECT_THAT(dat46, HasSubstr("<agentType name=\"机构人员类型\">单位</agentType>"));
  EXPECT_THAT(dat46, HasSubstr("<positionName name=\"个人职位\">drafter</positionName>"));
  EXPECT_THAT(dat46,
              HasSubstr("<agentBelongsTo name=\"机构人员隶属\">城市管理局</agentBelongsTo>"));
  const std::string premis = read_file(bag() / "data/metadata/premis.xml");
  EXPECT_THAT(premis, HasSubstr("<agentName>王主任</agentName>"));
}

TEST(PackageMetadata, TellsEachTimeStampInEveryDescription) {
  const std::string authority = "CN=国家授时测试";
  for (const char* name : {"dat46.xml", "eep.xml", "premis.xml"}) {
    const std::string text = read_file(bag() / "data/metadata" / name);
    for (const char* stamp :
         {"data/statements/s-legal.opine.1.tsr", "data/statements/s-legal.opine.2.tsr",
          "data/statements/s-decide.1.tsr"})
      EXPECT_THAT(text, HasSubstr(stamp)) << name;
    EXPECT_THAT(text, HasSubstr(authority)) << name;
  }
}

TEST(PackageMetadata, MetsNamesEveryFileOfThePayload) {
  const std::string mets = read_file(bag() / "data/metadata/mets.xml");
  for (const auto& [path, size] : list_bag_files(bag())) {
    if (!path.starts_with("data/") || path.starts_with("data/metadata/")) continue;
    EXPECT_THAT(mets, HasSubstr("xlink:href=\"" + relative_reference(path) + "\"")) << path;
  }
  for (const char* name : {"premis.xml", "dat46.xml", "eep.xml", "dc.xml", "ead3.xml"})
    EXPECT_THAT(mets, HasSubstr("xlink:href=\"../metadata/" + std::string(name) + "\""));
}

TEST(PackageMetadata, OtherDescriptionsAreWellFormed) {
  if (!has_command("xmllint")) GTEST_SKIP() << "xmllint is not on this machine";
  for (const char* name : {"dat46.xml", "dc.xml", "ead3.xml", "eep.xsd"}) {
    const Ran ran =
        run("xmllint --nonet --noout '" + (bag() / "data/metadata" / name).string() + "'");
    EXPECT_EQ(ran.status, 0) << ran.output;
  }
  EXPECT_THAT(
      read_file(bag() / "data/metadata/ead3.xml"),
      HasSubstr("<unittitle>示范市生活垃圾分类实施方案 &lt;试行&gt; &amp; 配套</unittitle>"));
}

TEST(PackageMetadata, CatalogueListsTheVolumeInItsOrder) {
  const std::string html = read_file(bag() / "data/卷内文件目录.html");
  EXPECT_THAT(html, HasSubstr("<tr><td>3<td>DRF-04 v2<td>王主任<td>"
                              "<a href=\"02_起草/DRF-04_v2_草案.md\">题名 DRF-04</a>"));
  EXPECT_THAT(html, Not(HasSubstr("<试行>"))) << "a title is text, not markup";
  const std::string csv = read_file(bag() / "data/卷内文件目录.csv");
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 5) << csv;
  EXPECT_THAT(csv, HasSubstr("\r\n1,\"INI-01 v1\",\"王主任\",\"题名 INI-01\","));
}

/// A zip of one part, by Python's own library.
std::string zip_of(const std::map<std::string, std::string>& parts) {
  const TempDir dir;
  std::string script = "import zipfile\nz=zipfile.ZipFile('" + (dir / "z").string() + "','w')\n";
  int number = 0;
  for (const auto& [name, text] : parts) {
    const std::string file = "p" + std::to_string(number++);
    write_file(dir / file, text);
    script += "z.write('" + (dir / file).string() + "','" + name + "')\n";
  }
  write_file(dir / "s.py", script + "z.close()\n");
  const Ran ran = run("python3 " + (dir / "s.py").string());
  if (ran.status != 0) throw std::runtime_error(ran.output);
  return read_file(dir / "z");
}

constexpr const char* docx_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

TEST(TextRendition, IsThePlainTextOfOfficeFormats) {
  const TempDir dir;
  const auto text = [&](const std::map<std::string, std::string>& parts, const char* type) {
    write_file(dir / "file", zip_of(parts));
    return text_rendition(dir / "file", type).value_or("none");
  };
  EXPECT_EQ(text({{"word/document.xml",
                   "<w:document xmlns:w='u'><w:body><w:p><w:r><w:t>第一条　为了</w:t></w:r><w:r>"
                   "<w:t xml:space='preserve'> 规范</w:t></w:r></w:p><w:p><w:r><w:t>第二条</w:t>"
                   "<w:tab/><w:t>决策</w:t></w:r></w:p></w:body></w:document>"},
                  {"word/styles.xml", "<w:t>style</w:t>"}},
                 docx_type),
            "第一条　为了 规范\n第二条\t决策\n");
  EXPECT_EQ(
      text({{"content.xml",
             "<o:d xmlns:o='o' xmlns:t='t'><t:h>题目</t:h><t:p>正文<t:span>加粗</t:span></t:p>"
             "</o:d>"}},
           "application/vnd.oasis.opendocument.text"),
      "题目\n正文加粗\n");
  const auto page = [](const std::string& words) {
    return "<ofd:Page xmlns:ofd='u'><ofd:Content><ofd:Layer><ofd:TextObject><ofd:TextCode>" +
           words + "</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>";
  };
  EXPECT_EQ(text({{"Doc_0/Pages/Page_10/Content.xml", page("末页")},
                  {"Doc_0/Pages/Page_2/Content.xml", page("首页")}},
                 "application/ofd"),
            "首页\n末页\n")
      << "pages by number";
}

TEST(TextRendition, IsNotMadeOfWhatIsDamagedOrPlain) {
  const TempDir dir;
  write_file(dir / "file", "no zip");
  EXPECT_FALSE(text_rendition(dir / "file", docx_type));
  EXPECT_FALSE(text_rendition(dir / "file", "text/plain"));
  write_file(dir / "file", zip_of({{"word/document.xml", "<w:p><unclosed>"}}));
  EXPECT_FALSE(text_rendition(dir / "file", docx_type));
  write_file(dir / "file", zip_of({{"word/document.xml", std::string(33u << 20, ' ')}}));
  EXPECT_FALSE(text_rendition(dir / "file", docx_type)) << "more text than may be held";
}

TEST(TextRendition, LiesInThePackageBesideItsSource) {
  const TempDir dir;
  PackageInput input = SampleMatter().input;
  const std::string bytes = zip_of({{"word/document.xml", "<w:p><w:t>附件正文</w:t></w:p>"}});
  PackageDocument& document = input.documents[1];
  document.filename = "草案.docx";
  document.media_type = docx_type;
  document.sha256 = sha256_hex(bytes);
  document.read = [bytes](const auto& put) { put(bytes); };
  (void)write_package(input, dir / "bag");
  EXPECT_EQ(read_file(dir / "bag/data/renditions/02_起草/DRF-04_v1_草案.docx.txt"), "附件正文\n");
  EXPECT_THAT(read_file(dir / "bag/data/metadata/premis.xml"), HasSubstr("has source"));
  const fs::path schema = beside_project("schemas/premis-v3-0.xsd");
  if (fs::exists(schema) && has_command("xmllint")) {
    const Ran ran = lint(schema, dir / "bag/data/metadata/premis.xml");
    EXPECT_EQ(ran.status, 0) << ran.output;
  }
}

}  // namespace
}  // namespace gavel::archive
