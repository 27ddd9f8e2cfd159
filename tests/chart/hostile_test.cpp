// Files made to break a reader: one clear error each, in bounded time and memory.
#include "tests/chart/given.hpp"

namespace gavel::chart {
namespace {

/// "code line:column" of the one error.
std::string fault(std::string_view xml) {
  const ReadResult result = read(xml, "f");
  EXPECT_EQ(result.chart, nullptr);
  if (result.diagnostics.size() != 1) return written(result.diagnostics);
  const Diagnostic& only = result.diagnostics.front();
  return only.says.code + " " + std::to_string(only.place.line) + ":" +
         std::to_string(only.place.column);
}

std::string repeated(std::string_view piece, std::size_t count) {
  std::string out;
  out.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

std::vector<std::string> errors_in(const ReadResult& result) {
  std::vector<std::string> codes;
  for (const Diagnostic& each : result.diagnostics)
    if (each.severity == Diagnostic::Severity::error) codes.push_back(each.says.code);
  return codes;
}

TEST(Hostile, NoXml) {
  EXPECT_EQ(fault(""), "no-root 0:0");
  EXPECT_EQ(fault("   \n"), "no-root 0:0");
  EXPECT_EQ(fault("hello"), "not-well-formed 1:1");
  EXPECT_EQ(fault("<!-- never closed"), "not-well-formed 1:1");
  EXPECT_EQ(fault("<a"), "not-well-formed 1:1");
}

TEST(Hostile, BrokenXml) {
  EXPECT_EQ(fault("<a>\n</b>"), "not-well-formed 2:1");
  EXPECT_EQ(fault("<a>\n  <b>\n</a>"), "not-well-formed 3:1");
  EXPECT_EQ(fault("<a/>\n<a/>"), "not-well-formed 2:1");
  EXPECT_EQ(fault("<a/></a>"), "not-well-formed 1:5");
  EXPECT_EQ(fault("<a/> text"), "not-well-formed 1:6");
  EXPECT_EQ(fault("<a b='<'/>"), "not-well-formed 1:7");
  EXPECT_EQ(fault("<a b='1' b='2'/>"), "not-well-formed 1:10");
  EXPECT_EQ(fault("<a>"), "not-well-formed 1:1");
  EXPECT_EQ(fault("<a b=1/>").substr(0, 15), "not-well-formed");
  EXPECT_EQ(fault("<p:a/>"), "undeclared-prefix 1:2");
}

TEST(Hostile, NotUtf8) {
  EXPECT_EQ(fault("<a>\xFF</a>"), "not-utf8 1:4");
  EXPECT_EQ(fault("<a>\xC0\xAF</a>"), "not-utf8 1:4");          // overlong '/'
  EXPECT_EQ(fault("<a>\xED\xA0\x80</a>"), "not-utf8 1:4");      // a surrogate
  EXPECT_EQ(fault("<a>\uFFFF</a>"), "not-utf8 1:4");            // no character
  EXPECT_EQ(fault("<a>\xF4\x90\x80\x80</a>"), "not-utf8 1:4");  // beyond Unicode
  EXPECT_EQ(fault("<a>\xE4\xB8"), "not-utf8 1:4");              // cut short
  EXPECT_EQ(fault(std::string_view("<a>\0</a>", 8)), "not-utf8 1:4");
  EXPECT_EQ(fault("<?xml version='1.0' encoding='GB18030'?><a/>"), "not-utf8 1:21");
  EXPECT_EQ(fault(std::string_view("\xFF\xFE<\0a\0/\0>\0", 10)), "not-utf8 1:1");
}

TEST(Hostile, AByteOrderMarkIsFine) {
  EXPECT_NE(read("\xEF\xBB\xBF" + scxml("<state/>"), "f").chart, nullptr);
}

TEST(Hostile, EntitiesAndDoctypes) {
  EXPECT_EQ(fault("<!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;&x;'>]><a>&y;</a>"),
            "doctype 1:1");
  EXPECT_EQ(fault("<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"),
            "doctype 2:1");
  EXPECT_EQ(fault("<a>&lol;</a>"), "unknown-entity 1:4");
  EXPECT_EQ(fault("<a>fish & chips</a>"), "unknown-entity 1:9");
  EXPECT_EQ(fault("<a b='&#0;'/>"), "unknown-entity 1:7");
  EXPECT_EQ(fault("<a b='&#xD800;'/>"), "unknown-entity 1:7");
  EXPECT_EQ(fault("<a b='&#1114112;'/>"), "unknown-entity 1:7");
  EXPECT_NE(read(scxml("<state id='&#x4E8B;&#39033;'/>"), "f").chart->find("事项"), nullptr);
}

TEST(Hostile, TooLarge) {
  const std::string large = repeated("<!-- 0123456789 -->", 100'000'000 / 19);
  EXPECT_EQ(fault(large), "too-large 0:0");
}

TEST(Hostile, TooDeep) {
  EXPECT_EQ(fault(repeated("<a>", 100'000)).substr(0, 8), "too-deep");
  EXPECT_EQ(fault(scxml(repeated("<state>", 100'000) + repeated("</state>", 100'000))).substr(0, 8),
            "too-deep");
  // Just within the bound: <scxml> and 199 states.
  EXPECT_NE(read(scxml(repeated("<state>", 199) + repeated("</state>", 199)), "f").chart, nullptr);
  EXPECT_EQ(fault(scxml(repeated("<state>", 200) + repeated("</state>", 200))).substr(0, 8),
            "too-deep");
}

TEST(Hostile, TooMany) {
  EXPECT_EQ(fault(scxml(repeated("<state/>", 20'000))).substr(0, 15), "too-many-states");
  EXPECT_EQ(fault("<a" + repeated(" b='1'", 200'000) + "/>"), "not-well-formed 1:10");
  std::string names;
  for (int i = 0; i < 200; ++i) names += " a" + std::to_string(i) + "='1'";
  EXPECT_EQ(fault("<a" + names + "/>"), "too-many-attributes 1:2");
  std::string spaces;
  for (int i = 0; i < 200; ++i) spaces += " xmlns:a" + std::to_string(i) + "='u'";
  EXPECT_EQ(fault("<a" + spaces + " b='1'/>"), "too-many-attributes 1:2");
  std::string states, ids;
  for (int i = 0; i < 9000; ++i) {
    states += "<state id='s" + std::to_string(i) + "'/>";
    ids += "s" + std::to_string(i) + " ";
  }
  EXPECT_EQ(fault(scxml(states + "<state><transition event='e' target='" + ids + "'/></state>"))
                .substr(0, 16),
            "too-many-targets");
}

// Ten thousand misspelt names against ten thousand states: each reported, few with a suggestion.
TEST(Hostile, ManyErrorsTakeNoLongerThanTheFile) {
  std::string states;
  for (int i = 0; i < 9000; ++i)
    states += "<state id='state-number-" + std::to_string(i) +
              "'><transition event='e' target='state-nomber-" + std::to_string(i) + "'/></state>";
  const ReadResult result = read(scxml(states), "f");
  EXPECT_EQ(result.diagnostics.size(), 9000u);
}

// Every byte of a file changed, dropped or doubled: read or refused, and what is read runs.
TEST(Hostile, DamagedFilesAreReadOrRefused) {
  const std::string whole = scxml(
      "<datamodel><data id='v' expr='{a: [1, 2]}'/></datamodel><!-- note --><script>v.b = "
      "1</script>"
      "<g:rule id='G1'><g:says zh='&#35828;'/></g:rule><parallel id='p'><state id='a' initial='c'>"
      "<history id='h' type='deep'><transition target='c'/></history><state id='c'><transition "
      "event='e.*' cond='v.a[0] &lt; 2 &amp;&amp; In(&quot;p&quot;)' target='d'><foreach "
      "array='v.a' "
      "item='i' index='k'><assign location='v.a[k]' expr='i + 1'/></foreach></transition></state>"
      "<state id='d'><onentry><send event='x' delay='1s' namelist='v'/></onentry></state></state>"
      "<state id='b'><invoke id='k'><content><scxml version='1.0'><final id='f'/></scxml></content>"
      "</invoke><transition event='done.invoke' target='h'/></state></parallel>");
  ASSERT_NE(read(whole, "f").chart, nullptr) << written(read(whole, "f").diagnostics);
  ReadOptions options;
  options.lenient = true;
  std::size_t ran = 0;
  constexpr std::array instead{"", "<", ">", "'", "\"", "&", "/", "z", "\xC3", "\x01"};
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (std::size_t kind = at % 3; kind < instead.size(); kind += 3) {
      std::string damaged = whole;
      damaged.replace(at, 1, instead[kind]);
      const ReadResult result = read(damaged, "f", options);
      ASSERT_EQ(result.chart == nullptr, !errors_in(result).empty()) << damaged;
      if (result.chart == nullptr) continue;
      const Outcome begun = start(result.chart, "s", {});
      if (!begun.runaway) (void)step(result.chart, begun.next, {.name = "e.1"}, {});
      ++ran;
    }
  EXPECT_GT(ran, 300u);
}

TEST(Hostile, DeepExpressions) {
  EXPECT_EQ(fault(scxml("<state id='a'><transition cond='" + repeated("(", 10'000) + "1" +
                        repeated(")", 10'000) + "'/></state>"))
                .substr(0, 14),
            "bad-expression");
  EXPECT_EQ(
      fault(scxml("<state id='a'><transition cond='" + repeated("!", 60'000) + "1'/></state>"))
          .substr(0, 14),
      "bad-expression");
}

TEST(Hostile, DeepLiteralsAreText) {
  Scenario s = given("<datamodel><data id='v'>" + repeated("[", 100'000) +
                     "</data></datamodel>"
                     "<state id='a'/>");
  EXPECT_TRUE(s.session().data.at("v").is_string());
}

TEST(Hostile, ValuesThatGrowForEverAreStopped) {
  Scenario s = given(
      "<datamodel><data id='v' expr=\"'ab'\"/><data id='n' expr='0'/></datamodel>"
      "<state id='a'><transition cond='n &lt; 100'><assign location='n' "
      "expr='n + 1'/><assign location='v' expr='v + v'/></transition></state>");
  EXPECT_FALSE(s.all<ErrorRaised>().empty());
  EXPECT_LE(s.session().data.at("v").get_string().size(), 4u << 20);
}

}  // namespace
}  // namespace gavel::chart
