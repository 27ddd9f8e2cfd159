#include "engine/draw/svg.hpp"

#include <pugixml.hpp>

#include "tests/draw/given.hpp"

namespace gavel::draw {
namespace {

using testing::HasSubstr;
using testing::Not;

pugi::xml_document parsed(const std::string& svg) {
  pugi::xml_document document;
  const auto result = document.load_buffer(svg.data(), svg.size(), pugi::parse_full);
  EXPECT_TRUE(result) << result.description() << " at " << result.offset;
  return document;
}

std::string text_of(const pugi::xml_node& node) {
  std::string out;
  for (const auto& child : node.children()) {
    if (child.type() == pugi::node_pcdata)
      out += child.value();
    else if (std::string_view(child.name()) != "title")
      out += text_of(child) + (std::string_view(child.name()) == "text" ? " " : "");
  }
  return out;
}

pugi::xml_node box_of(const pugi::xml_document& document, const std::string& state) {
  return document.child("svg").find_child_by_attribute("g", "id", ("state-" + state).c_str());
}

struct Edges {
  double left, top, right, bottom;
};
Edges edges_of(const pugi::xml_node& box) {
  const auto rectangle = box.child("rect");
  const double x = rectangle.attribute("x").as_double(), y = rectangle.attribute("y").as_double();
  return {x, y, x + rectangle.attribute("width").as_double(),
          y + rectangle.attribute("height").as_double()};
}

TEST(Svg, IsWellFormedAndHasEveryStateWithItsTitleInBothLanguages) {
  const auto procedure = major_decision();
  const pugi::xml_document drawing = parsed(svg(*procedure, {}));
  for (const auto& state : procedure->chart->states) {
    if (state.index == 0) continue;
    const auto box = box_of(drawing, state.id);
    ASSERT_TRUE(box) << state.id;
    const Text& title = procedure->state_titles.at(state.index);
    const std::string tooltip = box.child("title").text().get();
    EXPECT_THAT(tooltip, HasSubstr(title.zh));
    EXPECT_THAT(tooltip, HasSubstr(title.en));
  }
}

TEST(Svg, EveryMandatoryStepStandsInItsStateWithItsCitation) {
  const auto procedure = major_decision();
  ASSERT_FALSE(procedure->mandatory.empty());
  const pugi::xml_document drawing = parsed(svg(*procedure, {}));
  for (const auto& step : procedure->mandatory) {
    for (const std::string& state : step.through) {
      const auto box = box_of(drawing, state);
      EXPECT_THAT(box.attribute("class").value(), HasSubstr("mandatory"));
      EXPECT_STREQ(box.child("rect").attribute("stroke-width").value(), "3.5");
      std::string words = text_of(box);
      std::erase_if(words, [](char c) { return c == ' ' || c == '\n'; });
      std::string cited = step.citations.front().label.en;
      std::erase(cited, ' ');
      for (auto at = words.find("\u00a0"); at != std::string::npos; at = words.find("\u00a0"))
        words.erase(at, 2);
      EXPECT_THAT(words, HasSubstr("Mandatory" + step.id));
      EXPECT_THAT(words, HasSubstr(cited));
    }
    EXPECT_THAT(text_of(box_of(drawing, step.before)), HasSubstr(step.id));
  }
}

TEST(Svg, EveryTransitionIsDrawnWithTheTitleOfItsEventAndItsRules) {
  const auto procedure = major_decision();
  const std::string drawing = svg(*procedure, {});
  std::string words = text_of(parsed(drawing).child("svg"));
  const auto without_spaces = [](std::string text) {
    for (auto at = text.find("\u00a0"); at != std::string::npos; at = text.find("\u00a0"))
      text.erase(at, 2);
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
  };
  words = without_spaces(words);
  for (const auto& transition : procedure->chart->transitions) {
    for (const std::string& event : transition.events) {
      const auto found = procedure->events.find(event);
      if (found == procedure->events.end()) continue;
      EXPECT_THAT(words, HasSubstr(without_spaces(found->second.title.en)));
    }
  }
  EXPECT_THAT(
      words,
      HasSubstr("Decidetostart[G02HG01G02G02OG02YG02TG02UG02KG02KTG03G03WZG03UG03MG40G40AG37Q]"));
  EXPECT_THAT(words, HasSubstr("G08Thenoticestaysopenuntilitsperiodisover"));
}

TEST(Svg, BoxesOfTheSameParentNeverOverlapAndLieWithinTheDrawing) {
  const auto procedure = major_decision();
  const pugi::xml_document drawing = parsed(svg(*procedure, {}));
  const double width = drawing.child("svg").attribute("width").as_double(),
               height = drawing.child("svg").attribute("height").as_double();
  for (const auto& one : procedure->chart->states) {
    if (one.index == 0 || !one.children.empty()) continue;
    const Edges a = edges_of(box_of(drawing, one.id));
    EXPECT_TRUE(a.left >= 0 && a.top >= 0 && a.right <= width && a.bottom <= height) << one.id;
    for (const auto& other : procedure->chart->states) {
      if (other.index <= one.index || !other.children.empty()) continue;
      const Edges b = edges_of(box_of(drawing, other.id));
      EXPECT_TRUE(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top)
          << one.id << " " << other.id;
    }
  }
}

TEST(Svg, HighlightsTheCurrentConfigurationAndAllThatHoldsIt) {
  const auto procedure = major_decision();
  const pugi::xml_document drawing =
      parsed(svg(*procedure, {Language::en, {"pp_open", "ex_done", "no_such_state"}}));
  for (const char* id : {"pp_open", "pp", "procedure", "before_decision", "ex_done", "ex"})
    EXPECT_THAT(box_of(drawing, id).attribute("class").value(), HasSubstr("active")) << id;
  for (const char* id : {"pp_collating", "ra", "decided"})
    EXPECT_THAT(box_of(drawing, id).attribute("class").value(), Not(HasSubstr("active"))) << id;
  EXPECT_THAT(text_of(box_of(drawing, "pp_open")), HasSubstr("▶ now"));
  EXPECT_THAT(text_of(box_of(drawing, "pp")), Not(HasSubstr("▶")));
}

TEST(Svg, SpeaksTheLanguageAskedFor) {
  const auto procedure = major_decision();
  const std::string zh = svg(*procedure, {Language::zh, {"proposed"}}),
                    en = svg(*procedure, {Language::en, {"proposed"}});
  EXPECT_THAT(zh, HasSubstr("▶ 当前"));
  EXPECT_THAT(zh, HasSubstr("lang=\"zh\""));
  EXPECT_THAT(zh, Not(HasSubstr("Mandatory")));
  EXPECT_THAT(en, HasSubstr("lang=\"en\""));
  EXPECT_THAT(en, Not(HasSubstr("必经步骤")));
}

TEST(Svg, EscapesWhatTheFileSays) {
  const auto procedure = procedure_of(
      "<g:event name=\"go\" who=\"anyone\" zh=\"走\" en=\"&lt;script&gt;alert(1)&lt;/script&gt; "
      "&amp; &quot;go&quot;\"/>",
      "<state id=\"a\" g:zh=\"甲\" g:en=\"A &lt;b&gt; &amp; &quot;c&quot;\"><transition "
      "event=\"go\" cond=\"1 &lt; 2 &amp;&amp; 2 &gt; 1\" target=\"z\"/></state>"
      "<final id=\"z\"/>");
  const std::string drawing = svg(*procedure, {});
  EXPECT_THAT(drawing, Not(HasSubstr("<script>")));
  EXPECT_THAT(drawing, Not(HasSubstr("<b>")));
  const pugi::xml_document document = parsed(drawing);
  EXPECT_THAT(text_of(box_of(document, "a")), HasSubstr("A <b> & \"c\""));
  EXPECT_THAT(text_of(document.child("svg")), HasSubstr("if 1 < 2 and 2 > 1"));
}

TEST(Svg, NamesTheFieldsOfAConditionByTheirTitles) {
  const auto procedure = procedure_of(
      "<g:event name=\"go\" who=\"anyone\" zh=\"走\" en=\"Go\"><g:field name=\"out\" "
      "type=\"choice\" values=\"y n\" zh=\"结果\" en=\"Outcome\"/><g:field name=\"outer\" "
      "zh=\"外\" en=\"Outer\"/></g:event>",
      "<state id=\"a\"><transition event=\"go\" cond=\"_event.data.out == 'y' &amp;&amp; "
      "_event.data.outer != ''\" target=\"z\"/></state><final id=\"z\"/>");
  EXPECT_THAT(svg(*procedure, {}), HasSubstr("if Outcome = 'y' and Outer ≠ ''"));
  EXPECT_THAT(svg(*procedure, {.language = Language::zh, .active = {}}),
              HasSubstr("若 结果 = 'y' 且 外 ≠ ''"));
}

TEST(Svg, AStartFurtherInIsDrawnAtTheBoxThatStartsThere) {
  const auto procedure = procedure_of("<g:event name=\"go\" who=\"anyone\" zh=\"走\" en=\"Go\"/>",
                                      "<state id=\"o\" initial=\"a\"><state id=\"i\" "
                                      "initial=\"a\"><state id=\"a\"><transition event=\"go\" "
                                      "target=\"z\"/></state></state></state><final id=\"z\"/>");
  // One for the whole, the outer, the inner one; and that of the legend. None lies on its side.
  const std::string drawing = svg(*procedure, {});
  EXPECT_EQ(count(drawing, "<circle"), 4U);
  const pugi::xml_document document = parsed(drawing);
  std::set<std::string> columns;
  for (const pugi::xpath_node& circle : document.select_nodes("//*[local-name()='circle']"))
    columns.insert(circle.node().attribute("cx").value());
  EXPECT_EQ(columns.size(), 4U);
}

TEST(Svg, AFinalStateHasADoubleBorderAndAStateWithoutATitleItsId) {
  const pugi::xml_document drawing =
      parsed(svg(*procedure_of("",
                               "<state id=\"plain\"><transition event=\"e\" "
                               "target=\"end\"/></state><final id=\"end\"/>"),
                 {}));
  const auto rectangles = [&](const char* id) {
    return std::ranges::distance(box_of(drawing, id).children("rect"));
  };
  EXPECT_EQ(rectangles("plain"), 1);
  EXPECT_EQ(rectangles("end"), 2);
  EXPECT_THAT(text_of(box_of(drawing, "plain")), HasSubstr("plain"));
}

// Histories, ways into and out of regions, several targets, an initial state that is not the first,
// a way from a state into its own child, a state that leads to itself, a title longer than its box.
TEST(Svg, DrawsWhateverTheStandardAllows) {
  const auto procedure = procedure_of(
      "",
      "<state id=\"outer\" initial=\"second\"><history id=\"h\" type=\"deep\"><transition "
      "target=\"first\"/></history>"
      "<transition event=\"in\" target=\"first\"/><transition event=\"self\" target=\"outer\"/>"
      "<state id=\"first\"><transition event=\"up\" target=\"outer\"/></state><state "
      "id=\"second\"><transition target=\"h\"/></state></state>"
      "<parallel id=\"both\"><state id=\"l\"><state id=\"l1\"><transition event=\"x\" "
      "target=\"outer\"/></state>"
      "<state id=\"l2_" +
          std::string(300, 'x') +
          "\"/></state>"
          "<state id=\"r\"><transition event=\"y\" target=\"end\"/><state id=\"r1\"/><state "
          "id=\"r2\"/></state></parallel>"
          "<state id=\"fork\"><transition event=\"f\" target=\"l1 r2\"/></state><final "
          "id=\"end\"/>");
  const pugi::xml_document drawing = parsed(svg(*procedure, {}));
  for (const auto& state : procedure->chart->states) {
    if (state.index == 0) continue;
    EXPECT_TRUE(box_of(drawing, state.id)) << state.id;
  }
}

TEST(Svg, TheSameProcedureGivesTheSameBytes) {
  EXPECT_EQ(svg(*major_decision(), {Language::zh, {"pp_open"}}),
            svg(*major_decision(), {Language::zh, {"pp_open"}}));
}

}  // namespace
}  // namespace gavel::draw
