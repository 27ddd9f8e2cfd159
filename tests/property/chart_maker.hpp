#pragma once
// Random charts with everything the standard's core has: compound and parallel states, finals with
// data, both histories, internal, targetless and eventless transitions, <raise>, <send> with delay,
// <cancel>, <invoke> with <finalize> and autoforward, <foreach>, <if>, <assign>, <log>, <script>,
// late binding; and expressions that fail, overflow or divide by zero.
#include "tests/property/random.hpp"

namespace gavel::property {

class ChartMaker {
 public:
  /// `depth`: of charts within charts by <invoke>.
  explicit ChartMaker(std::uint64_t seed, int depth = 0) : random_(seed), depth_(depth) {}

  std::string make() {
    std::string states = region(depth_);
    for (std::uint64_t i = 0; i < 1 + random_.below(2); ++i) states += region(depth_);
    states += "<final id='end'>" + done_data() + "</final>";
    return "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='ecmascript' "
           "name='random'" +
           std::string(random_.chance(30) ? " binding='late'>" : ">") + data_model() +
           (random_.chance(20) ? "<script>var w = n + 1; list[0] = w;</script>" : "") +
           with_targets(std::move(states)) + "</scxml>";
  }

 private:
  std::string data_model() {
    return "<datamodel><data id='n' expr='" + random_.one_of(numbers) +
           "'/><data id='list' expr='[]'/><data id='o' expr=\"{a: 1, b: {c: [1, 2, 3]}}\"/>"
           "<data id='t'>" +
           random_.one_of({"plain  text", "{\"j\": [1, 2.50, -0.0]}", "[1e400]"}) +
           "</data><data id='u'/><data id='w'/><data id='i'/><data id='k'/></datamodel>";
  }

  // ---- states
  std::string name() { return "s" + std::to_string(++count_); }

  std::string region(int depth) {
    const std::string id = name();
    ids_.push_back(id);
    if (depth >= 3 || random_.chance(40)) return "<state id='" + id + "'>" + content() + "</state>";
    if (random_.chance(35)) return parallel(id, depth);
    std::string out = "<state id='" + id + "'>" + own_data() + content();
    const std::size_t before = ids_.size();
    for (std::uint64_t i = 0; i < 1 + random_.below(3); ++i) out += region(depth + 1);
    const std::string first = ids_.at(before);
    if (random_.chance(40)) out += history(first);
    if (random_.chance(30)) out += "<final id='" + name() + "'>" + done_data() + "</final>";
    return out + "</state>";
  }

  std::string parallel(const std::string& id, int depth) {
    std::string out = "<parallel id='" + id + "'>" + content();
    const std::size_t before = ids_.size();
    for (std::uint64_t i = 0; i < 2 + random_.below(2); ++i) out += region(depth + 1);
    const std::string first = ids_.at(before);
    if (random_.chance(25)) out += history(first);
    return out + "</parallel>";
  }

  std::string history(const std::string& first) {
    const std::string id = name();
    ids_.push_back(id);
    return "<history id='" + id + "' type='" + random_.one_of({"deep", "shallow"}) +
           "'><transition target='" + first + "'>" + action() + "</transition></history>";
  }

  std::string own_data() {
    if (!random_.chance(20)) return "";
    return "<datamodel><data id='" + name() + "' expr='" + expression() + "'/></datamodel>";
  }

  std::string done_data() {
    switch (random_.below(4)) {
      case 0:
        return "<donedata><param name='p' expr='" + expression() +
               "'/><param name='p' location='n'/></donedata>";
      case 1:
        return "<donedata><content expr='" + expression() + "'/></donedata>";
      default:
        return "";
    }
  }

  std::string content() {
    std::string out;
    if (random_.chance(50)) out += "<onentry>" + block() + "</onentry>";
    if (random_.chance(30)) out += "<onexit>" + block() + "</onexit>";
    for (std::uint64_t i = 0; i < random_.below(4); ++i) out += transition();
    if (depth_ < 2 && random_.chance(10)) out += invoke();
    return out;
  }

  std::string transition() {
    const bool is_eventless = random_.chance(6);
    std::string out = "<transition";
    if (!is_eventless) out += " event='" + event() + "'";
    // One that needs no event is bounded by a count; the others may go round for ever.
    if (is_eventless)
      out += " cond='n &lt; " + random_.digit(9) + "'";
    else if (random_.chance(35))
      out += " cond=\"" + condition() + "\"";
    if (random_.chance(20)) out += " type='internal'";
    if (random_.chance(80)) out += " target='@'";
    return out + ">" + (is_eventless ? "<assign location='n' expr='n + 1'/>" : "") +
           (random_.chance(50) ? block() : "") + "</transition>";
  }

  std::string event() {
    return random_.one_of({"e1", "e2", "e3", "e", "late", "late.again", "inside", "done.state",
                           "done.invoke", "error", "error.execution", "error.communication", "*",
                           "up", "e1 e3.more"});
  }

  std::string condition() {
    return random_.one_of({"n % 2 == 0", "n % 2 == 1", "In('s2')", "!In('s3')", "_x.coin",
                           "_event.data &amp;&amp; _event.data.k > 3", "list.length > 2", "o.a.b.c",
                           "u === undefined", "typeof u == 'number'", "_event.name == 'e1'",
                           "_sessionid.length > 0", "o.b.c[n] > 1", "nowhere > 1",
                           "Math.max(n, 3) == 3", "n / 0 == Infinity"});
  }

  // ---- what is done
  std::string block() {
    std::string out = action();
    if (random_.chance(40)) out += action();
    return out;
  }

  std::string action() {
    switch (random_.below(16)) {
      case 0:
        return "<assign location='n' expr='" + expression() + "'/>";
      case 1:
        return "<assign location='list' expr='list.concat([" + expression() + "]).slice(-5)'/>";
      case 2:
        return "<raise event='" + random_.one_of({"inside", "inside.more", "e2"}) + "'/>";
      case 3:
      case 4:
        return timer();
      case 5:
        return "<cancel sendid='t" + random_.digit(3) + "'/>";
      case 6:
        return "<assign location='" + place() + "' expr='" + expression() + "'/>";
      case 7:
        return "<log label='l' expr='" + expression() + "'/>";
      case 8:
        return "<if cond=\"" + condition() + "\">" + action() + "<elseif cond=\"" + condition() +
               "\"/>" + action() + "<else/>" + action() + "</if>";
      case 9:
        return "<foreach array='" + random_.one_of({"list", "[3, 1, 2]", "o.b.c", "n"}) +
               "' item='i' index='k'><assign location='n' expr='n + i'/>" + action() + "</foreach>";
      case 10:
        return "<send event='up' target='" +
               random_.one_of({"#_parent", "#_internal", "#_scxml_s", "#_nobody", ""}) +
               "'><param name='k' expr='" + expression() + "'/></send>";
      case 11:
        return "<send type='urn:gavel:notice' event='open' namelist='n o'/>";
      case 12:
        return "<script>" +
               random_.one_of({"n++", "o.a = n; o.b.c[1] += 2", "u = undefined", "list[7] = n / 0",
                               "o.b = list", "t = t + 'x'"}) +
               "</script>";
      case 13:
        return "<cancel sendidexpr=\"'t' + (n % 3)\"/>";
      default:
        return "";
    }
  }

  std::string timer() {
    switch (random_.below(4)) {
      case 0:
        return "<send event='late' delayexpr=\"(n % 5) + 's'\" id='t" + random_.digit(3) + "'/>";
      case 1:
        return "<send event='late.again' delay='" + random_.digit(9) +
               "s' idlocation='u'><content expr='" + expression() + "'/></send>";
      case 2:
        return "<send eventexpr=\"'e' + (n % 4)\" delay='1.5s' namelist='list o'/>";
      default:
        return "<send event='late' delay='" + random_.digit(9) + "s' id='t" + random_.digit(3) +
               "'><param name='k' expr='" + expression() + "'/></send>";
    }
  }

  std::string place() {
    return random_.one_of({"nowhere", "o.a", "o.b.c[0]", "o.new", "list[n]", "o.b.c[9]", "o.x.y",
                           "_event", "u", "t[0]", "list[-1]"});
  }

  /// Free of quotes and brackets of XML.
  std::string expression() {
    return random_.one_of({"n + 1",
                           "n * 1.5",
                           "1 / 0",
                           "-1 / 0",
                           "0 / 0",
                           "-0",
                           "n * 1e300 * 1e300",
                           "9007199254740993 + n",
                           "1e21 + n",
                           "0.1 + 0.2",
                           "undefined",
                           "null",
                           "[1, undefined, 0 / 0, [n]]",
                           "{q: undefined, r: n, s: {deep: [n, 1e-7]}}",
                           "o",
                           "list",
                           "o.b.c[9]",
                           "list[list.length - 1]",
                           "t",
                           "_event",
                           "_event.data",
                           "_x",
                           "_sessionid",
                           "missing + 1",
                           "o.x.y",
                           "String(n) + t",
                           "~n",
                           "n &gt;&gt;&gt; 1",
                           "n % 0",
                           "-n",
                           "Math.pow(n, 99)",
                           "parseInt(t)",
                           "_ioprocessors"});
  }

  std::string invoke() {
    const std::string id = random_.chance(40) ? " id='i" + random_.digit(4) + "'" : "";
    std::string out = "<invoke" + id + (random_.chance(40) ? " autoforward='true'" : "") +
                      (random_.chance(30) ? " namelist='n list'>" : ">");
    if (random_.chance(40)) out += "<param name='n' expr='" + expression() + "'/>";
    if (random_.chance(30)) {
      out += random_.chance(50) ? "<finalize/>"
                                : "<finalize><assign location='n' expr='n + 1'/></finalize>";
    }
    return out + "<content>" + child() + "</content></invoke>";
  }

  /// A chart as random as its parent, or one that surely talks to it.
  std::string child() {
    if (random_.chance(60)) return ChartMaker(random_.below(1u << 30), depth_ + 1).make();
    return "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'><datamodel>"
           "<data id='k' expr='0'/></datamodel><state id='x'><onentry>"
           "<send event='tick' delay='3s'/></onentry><transition event='e1' target='y'/>"
           "<transition event='tick' target='x'><assign location='k' expr='k + 1'/>"
           "<send target='#_parent' event='e2'><param name='k' expr='k / 3'/></send></transition>"
           "</state><final id='y'><donedata><param name='k' expr='k'/></donedata></final></scxml>";
  }

  std::string with_targets(std::string text) {
    for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at))
      text.replace(at, 1, random_.chance(3) ? "end" : random_.one_of(ids_));
    return text;
  }

  static constexpr const char* numbers[] = {"0", "1", "-1", "1e308", "0.5", "1/0", "0/0"};

  Random random_;
  int depth_;
  int count_ = 0;
  std::vector<std::string> ids_;
};

}  // namespace gavel::property
