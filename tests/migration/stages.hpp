#pragma once
// Where a matter of the major decision stands that began on a version that has landed, and what is
// asked of it once it was moved to the version of today. `landed/` holds such versions as they
// were.
#include <map>

#include "engine/migration/plan.hpp"
#include "tests/law/carrying_out.hpp"
#include "tests/matter/moves.hpp"

namespace gavel::migration {

using law::Course;
using Names = std::vector<std::string>;

inline std::shared_ptr<const procedure::Procedure> landed(const std::string& version) {
  static std::map<std::string, std::shared_ptr<const procedure::Procedure>> read;
  auto& of = read[version];
  if (of == nullptr) {
    of = matter::read_version(
        matter::file_text("tests/migration/landed/major-decision-" + version + ".scxml"),
        "sha256-of-" + version);
  }
  return of;
}

inline Plan moved(const Course& course) {
  Names entered;
  for (const matter::Event& event : course.given.events())
    entered.insert(entered.end(), event.entered.begin(), event.entered.end());
  matter::Command command = matter::asks(course.given, *law::major_decision());
  command.facts = law::facts();
  return plan({course.given.procedure(), course.given.snapshot(), *law::major_decision(), command,
               matter::real_calendar(), entered});
}

struct Next {
  const char* event;
  matter::Actor by;
  const char* data = "{}";
  bool is_signed = false;
  std::vector<const char*> adds = {};  ///< Papers filed before.
};
struct Stage {
  const char* name;
  void (*reach)(Course&);
  Next next;
  const char* answer;  ///< Empty: accepted.
};

/// What the version of today answers to the next step of a matter that was moved to it.
inline std::string answered(const Course& course, matter::Snapshot moved_to, const Next& next) {
  const auto take = [&](matter::What what, const matter::Actor& by) {
    const matter::Command command{std::move(what), by, course.given.now(), law::facts(), "real"};
    moved_to =
        matter::decide(*law::major_decision(), &moved_to, command, matter::real_calendar())->next;
  };
  for (const char* code : next.adds) {
    // What the system writes it files itself, and says so.
    const bool is_own = !law::major_decision()->documents.at(code).written.empty();
    matter::Document paper = matter::Given::document(code);
    JsonObject written{{"code", code}, {"sha256", paper.sha256}};
    take(matter::AddDocument{std::move(paper)}, is_own ? matter::clock_actor() : next.by);
    if (is_own) take(matter::Send{"system.written", std::move(written), {}}, matter::clock_actor());
  }
  matter::Send send{next.event, matter::object(next.data), {}};
  if (next.is_signed) send.signature = {{"key_id", "k1"}, {"signer", "li"}};
  const matter::Command command{std::move(send), next.by, course.given.now(), law::facts(), "real"};
  const auto out =
      matter::decide(*law::major_decision(), &moved_to, command, matter::real_calendar());
  if (out) return "";
  std::string said = matter::reason(out.error());
  for (const matter::UnmetRule& rule : out.error().rules) said += " " + rule.id;
  return said;
}

inline const std::vector<Stage>& stages() {
  static const char* const lawful = Course::lawful.data();
  static const std::vector<Stage> all{
      {"Study",
       [](Course& c) { c.study_asked().add({"INI-02"}); },
       {"study.done", law::study_unit(), R"({"summary":"可行"})"},
       ""},
      {"Start",
       [](Course& c) { c.studied().by(law::head()).add({"INI-03", "INI-04"}); },
       {"initiation.start", law::head(),
        R"({"drafting_unit":"education","catalogue_no":"2026-3"})"},
       ""},
      {"Drafting",
       [](Course& c) {
         c.started().by(law::drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
       },
       {"draft.freeze", law::drafter(),
        R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})"},
       ""},
      // From 1.8.0 on what somebody else enters for a unit is on paper.
      {"Units",
       [](Course& c) {
         c.drafted().send("coordination.ask", R"({"units":["finance"]})");
         c.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
       },
       {"coordination.conclude", law::drafter()},
       "rules-unmet G05P"},
      // From 1.9.0 on the draft is checked for secrets before the notice; one that is open, or was,
      // stands as it is.
      {"Notice",
       [](Course& c) { c.coordinated(); },
       {"notice.open", law::drafter(), R"({"title":"征求意见","how":"信函"})", false, {"PUB-01"}},
       "rules-unmet G07S"},
      {"NoticeStands",
       [](Course& c) { c.noticed(); },
       {"notice.close", law::drafter()},
       "rules-unmet G08"},
      {"Feedback",
       [](Course& c) { c.notice_closed().by(law::drafter()).add({"PUB-05"}); },
       {"participation.feedback", law::drafter()},
       ""},
      {"Risk",
       [](Course& c) { c.coordinated().risk_reported(); },
       {"risk.finding", law::head(), R"({"controllable":true})", true},
       ""},
      {"Revision",
       [](Course& c) { c.proceeded(); },
       {"draft.revise", law::drafter(), R"({"change":"C1","explanation":"修改"})"},
       ""},
      // From 1.9.0 on what is done again is done on the text that was classed, and checked for
      // secrets before the notice.
      {"Again",
       [](Course& c) {
         c.proceeded().by(law::drafter()).file("DRF-04", "classed");
         c.changed("C2").by(law::drafter());
       },
       {"notice.open", law::drafter(), R"({"title":"征求意见","how":"信函"})", false, {"PUB-01"}},
       "rules-unmet G07S"},
      {"AgainOnAnotherText",
       [](Course& c) {
         c.proceeded().changed("C2").by(law::drafter()).file("DRF-04", "never-classed");
       },
       {"notice.open", law::drafter(), R"({"title":"征求意见","how":"信函"})", false, {"PUB-01"}},
       "rules-unmet G05D G07S"},
      {"AgainToldOfAnotherText",
       [](Course& c) {
         c.proceeded().changed("C2").by(law::drafter()).file("DRF-04", "never-classed");
       },
       {"draft.revise", law::drafter(), R"({"change":"C0","explanation":"措辞"})"},
       ""},
      // The statement of procedure of 1.6.0 was not yet the system's: it is written anew before the
      // review.
      {"Intake",
       [](Course& c) { c.sent_for_review(); },
       {"review.accept", law::justice()},
       "rules-unmet G15S"},
      {"Review",
       [](Course& c) {
         c.advised().by(law::justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
       },
       {"review.opinion", law::justice(), lawful, true},
       "rules-unmet G15R"},
      {"Response",
       [](Course& c) { c.reviewed().by(law::drafter()).add({"LEG-05"}); },
       {"meeting.submit", law::drafter()},
       ""},
      {"Packet",
       [](Course& c) { c.submitted(); },
       {"packet.accept", law::office(), "{}", false, {"MTG-02"}},
       ""},
      {"Agenda",
       [](Course& c) { c.packed(); },
       {"meeting.notify", law::office(), Course::notice_of_meeting.data()},
       ""},
      // Not every version noted which papers the system wrote: the record is written anew.
      {"Decided",
       [](Course& c) { c.decided(); },
       {"record.sign", law::head(), "{}", true, {"MTG-04"}},
       ""},
      {"Report",
       [](Course& c) { c.minuted().by(law::office()).add({"MTG-07"}); },
       {"party.report", law::party_group(), R"({"number":"1"})"},
       ""},
      {"Signing",
       [](Course& c) { c.reported().by(law::head()).add({"ISS-01"}); },
       {"decision.sign", law::head(), R"({"number":"政发〔2026〕9号"})", true},
       ""},
      {"Wording",
       [](Course& c) {
         c.met().stances().head_spoke().send("meeting.decide", R"({"outcome":"approve_text"})");
         c.issued_to_be_signed();
       },
       {"decision.sign", law::head(), R"({"number":"政发〔2026〕9号"})", true},
       "rules-unmet G24V"},
      {"Publishing",
       [](Course& c) { c.signed_off().by(law::office()).add({"ISS-02", "ISS-04"}); },
       {"publication.publish", law::office(), Course::channels.data()},
       ""},
      {"Executing",
       [](Course& c) { c.executed(); },
       {"execution.progress", law::executor(), R"({"task":"施工","percent":40,"text":"t"})"},
       ""},
      // Suspended in urgency under 1.6.0, it still goes before a meeting; from 1.10.0 on the
      // minutes of that meeting are on file.
      {"Suspended",
       [](Course& c) { law::suspended(c); },
       {"suspension.confirm", law::office(), law::minuted},
       "rules-unmet G30P"},
      {"SuspendedAgain",
       [](Course& c) {
         law::suspended(c).add({"EXE-05"}).send("execution.resume", law::resume).add({"EXE-05"});
       },
       {"execution.suspend", law::head(), law::urgent},
       "rules-unmet G30U G30Q G30O"},
      {"Archive",
       [](Course& c) { c.carried_out(); },
       {"archive.collect",
        law::archivist(),
        R"({"fonds":"X043","organisation":"BGS"})",
        false,
        {"MTG-01", "MTG-03"}},
       ""}};
  return all;
}

}  // namespace gavel::migration
