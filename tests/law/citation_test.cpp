// Wherever a legal basis may be entered, a number under another's title is refused: in the fields
// that ask for a basis, and in reasons and opinions, which name one as they go.
#include "engine/matter/form.hpp"
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using procedure::Field;

std::shared_ptr<const procedure::Procedure> shipped(const std::string& name) {
  const std::string path = "workflows/" + name + ".scxml";
  return matter::procedure_of(matter::file_text(path), path);
}

const Field* field_of(const procedure::Procedure& procedure, const std::string& event,
                      const std::string& name) {
  const auto found = procedure.events.find(event);
  if (found == procedure.events.end()) return nullptr;
  const auto field = std::ranges::find(found->second.form, name, &Field::name);
  return field == found->second.form.end() ? nullptr : &*field;
}

/// Every field of that name that does not refuse the wrong number.
std::string unguarded(const std::string& procedure,
                      const std::vector<std::pair<const char*, const char*>>& fields) {
  const auto read = shipped(procedure);
  std::string out;
  for (const auto& [event, name] : fields) {
    const Field* const field = field_of(*read, event, name);
    const JsonObject wrong{{name, "依据《重大行政决策程序暂行条例》（国务院722号令）第十四条办理"}};
    const bool is_refused = field != nullptr && !matter::check_form({*field}, wrong).empty() &&
                            matter::check_form({*field}, wrong).front().code == "wrong-citation";
    if (!is_refused) out += std::string(event) + "." + name + " ";
  }
  return out;
}

TEST(Citations, AreCheckedWhereverADecisionRestsOnOne) {
  EXPECT_EQ(unguarded("major-decision", {{"gavel.open", "reason"},
                                         {"study.done", "summary"},
                                         {"initiation.reject", "reason"},
                                         {"participation.not_required", "basis"},
                                         {"notice.check", "reason"},
                                         {"notice.forgo", "reason"},
                                         {"notice.resume", "reason"},
                                         {"notice.open", "title"},
                                         {"hearing.cancel", "reason"},
                                         {"hearing.postpone", "reason"},
                                         {"notice.open", "how"},
                                         {"notice.open", "shortened_reason"},
                                         {"notice.open", "hearing_basis"},
                                         {"experts.not_required", "reason"},
                                         {"risk.not_required", "reason"},
                                         {"competition.not_market", "reason"},
                                         {"review.return", "reason"},
                                         {"review.extend", "reason"},
                                         {"review.consent", "reason"},
                                         {"review.counsel", "text"},
                                         {"review.opinion", "power"},
                                         {"review.opinion", "procedure"},
                                         {"review.opinion", "content"},
                                         {"review.opinion", "risk_note"},
                                         {"review.opinion", "no_rule_finding"},
                                         {"npc.require", "basis"},
                                         {"upper.require", "basis"},
                                         {"publication.restrict", "basis"},
                                         {"publication.restrict", "finding_reason"},
                                         {"execution.suspend", "reason"},
                                         {"execution.terminate", "reason"},
                                         {"adjustment.major", "reason"},
                                         {"decision.annul", "reason"},
                                         {"matter.exclude", "reason"}}),
            "");
}

// A document named in the title has a number of its own; the same number of another organ is
// lawful.
TEST(Citations, OfATitleAreRefusedForTheWrongNumberAlone) {
  const Field* const title = field_of(*major_decision(), "notice.open", "title");
  ASSERT_NE(title, nullptr);
  for (const char* lawful :
       {"关于《安置房建设项目规划设计方案（征求意见稿）》公开征求意见的公告",
        "关于公开征求《优化营商环境条例》（国务院令第722号）实施办法意见的公告",
        "关于对《重大行政决策程序规定》（市政府令第722号）征求修改意见的公告"})
    EXPECT_TRUE(matter::check_form({*title}, {{"title", lawful}}).empty()) << lawful;
}

TEST(Citations, AreCheckedInTheOtherProceduresToo) {
  EXPECT_EQ(unguarded("catalogue", {{"item.put", "basis"},
                                    {"item.propose", "reason"},
                                    {"item.remove", "reason"},
                                    {"adjustment.begin", "reason"}}),
            "");
  EXPECT_EQ(unguarded("letters", {{"letter.set_aside", "told"}, {"letter.object", "reason"}}), "");
  EXPECT_EQ(unguarded("collective-vote", {{"gavel.open", "summary"}, {"topic.withdraw", "reason"}}),
            "");
  EXPECT_EQ(unguarded("follow-up", {{"gavel.open", "reason"},
                                    {"decision.annul", "reason"},
                                    {"evaluation.conclude", "conclusion"}}),
            "");
}

// Rules of a region are told apart as well; of those that are not in the table nothing is said.
TEST(Citations, OfARegionsRuleAreRefusedForTheNumberOfAnother) {
  const Field* const basis = field_of(*major_decision(), "npc.require", "basis");
  ASSERT_NE(basis, nullptr);
  const auto code = [&](const char* text) {
    const auto faults = matter::check_form({*basis}, {{"basis", text}});
    return faults.empty() ? std::string() : faults.front().code;
  };
  for (const char* wrong :
       {"《内蒙古自治区重大行政决策程序规定》（自治区人民政府令第262号）第七条",
        "《内蒙古自治区行政规范性文件管理办法》（内蒙古自治区人民政府令第248号）"})
    EXPECT_EQ(code(wrong), "wrong-citation") << wrong;
  for (const char* right :
       {"《内蒙古自治区重大行政决策程序规定》（内蒙古自治区人民政府令第248号）第七条",
        "《江西省重大行政决策程序规定》（江西省人民政府令第248号）", "市政府令第262号"})
    EXPECT_EQ(code(right), "") << right;
}

// What somebody said is set down as it was said (article 30), a slip of the tongue included.
TEST(Citations, OfASpeakerAreSetDownAsTheyWereSaid) {
  for (const auto& [event, name] : std::vector<std::pair<const char*, const char*>>{
           {"meeting.stance", "text"}, {"hearing.speak", "text"}, {"coordination.reply", "text"}}) {
    const Field* const field = field_of(*major_decision(), event, name);
    ASSERT_NE(field, nullptr) << event;
    EXPECT_EQ(field->type, Field::Type::text) << event;
  }
}

TEST(Article27, TheOpinionCitesByTheRightNumber) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  EXPECT_EQ(course.refused("review.opinion",
                           R"({"conclusion":"lawful","power":"权限合法","power_result":"conforms",
      "procedure":"符合《重大行政决策程序暂行条例》（国务院722号令）","procedure_result":"conforms",
      "content":"合法","content_result":"conforms"})"),
            "invalid-form /procedure");
}

}  // namespace
}  // namespace gavel::law
