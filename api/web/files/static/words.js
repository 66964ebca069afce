// All texts of the page in both languages, and how numbers, times and the server's sentences are written.

const many = (one, more) => (n) => `${number(n)} ${n === 1 ? one : more}`;

const vi = {
  title: 'gonha – kế hoạch gõ nhà buổi tối', tagline: 'Kế hoạch gõ nhà buổi tối', skip: 'Đến nội dung chính', language: 'Ngôn ngữ',
  startTitle: 'Lập kế hoạch tối nay',
  startText: 'Chọn hai danh sách rồi bấm một nút. Mỗi đội nhận một khu vực gọn và một phiếu đi từng nhà, có giờ, in được ngay.',
  householdsList: 'Danh sách hộ', householdsHint: 'Hộ còn người cần kích hoạt. Excel, CSV hoặc GeoJSON.',
  teamsList: 'Danh sách đội', teamsHint: 'Các đội đi tối nay. Excel hoặc CSV.',
  choose: 'Chọn tệp', change: 'Đổi tệp', orDrop: 'hoặc kéo thả vào đây', swap: 'Đổi chỗ hai tệp', swapAgain: 'Đổi chỗ hai tệp rồi thử lại',
  noFiles: 'Chưa có tệp?', trySample: 'Dùng thử dữ liệu mẫu', sampleFiles: 'Tải tệp mẫu để điền:', noSample: 'Máy chủ này không có dữ liệu mẫu.',
  sampleTaken: 'Đã lấy dữ liệu mẫu; mọi người trong đó đều là bịa.',
  evening: 'Buổi tối', night: 'Ngày', from: 'Từ', to: 'Đến', seconds: 'Máy tính trong',
  secondsHint: 'Lâu hơn thì có thể gặp được nhiều người hơn.',
  s10: '10 giây', s30: '30 giây', s60: '1 phút', s300: '5 phút',
  more: 'Tùy chọn khác', perPerson: 'Phút cho mỗi người', setup: 'Phút chuẩn bị ở mỗi điểm dừng', radius: 'Các nhà của một điểm dừng cách nhau không quá (mét)',
  turfs: 'Khu vực của từng đội', turfsSoft: 'Có, đôi khi ra ngoài', turfsStrict: 'Không bao giờ ra ngoài', turfsOff: 'Không chia khu vực', seed: 'Số gieo ngẫu nhiên',
  go: 'Lập kế hoạch', sending: 'Đang gửi…', private: 'Danh sách chỉ được gửi tới máy chủ gonha này, không đi nơi nào khác.',
  missing: { households: 'Chưa chọn danh sách hộ.', teams: 'Chưa chọn danh sách đội.' },
  earlier: 'Kế hoạch đã lập', earlierNone: 'Chưa có kế hoạch nào.', earlierMore: 'Xem thêm', forget: 'Xóa', forgetSure: 'Bấm lần nữa để xóa', forgetOf: (when) => `Xóa kế hoạch lúc ${when}`, openOf: (when) => `Mở kế hoạch lúc ${when}`,
  states: { queued: 'Đang chờ', running: 'Đang tính', done: 'Xong', cancelled: 'Đã dừng', failed: 'Không được' },
  queuedTitle: 'Đang chờ đến lượt', queuedText: (n) => (n > 1 ? `Còn ${number(n - 1)} kế hoạch khác trước.` : 'Kế hoạch này là tiếp theo.'),
  runningTitle: 'Đang lập kế hoạch', runningText: 'Số người gặp được tăng dần. Có thể dừng bất cứ lúc nào và giữ kế hoạch tốt nhất.',
  doneTitle: (night) => `Kế hoạch tối ${night}`, cancelledText: 'Đã dừng sớm; đây là kế hoạch tốt nhất lúc đó.', cancelledNone: 'Đã dừng trước khi có kế hoạch.',
  failedTitle: 'Không lập được kế hoạch', planTitle: 'Kế hoạch',
  stop: 'Dừng và giữ kế hoạch này', stopQueued: 'Thôi không chờ nữa', stopping: 'Đang dừng…', stopFailed: 'Chưa dừng được, hãy thử lại.', another: 'Lập kế hoạch khác',
  lost: 'Mất kết nối với máy chủ; đang nối lại…', gone: 'Máy chủ không còn kế hoạch này: đã khởi động lại hoặc hết hạn lưu. Các tệp và tùy chọn vẫn còn ở dưới, bấm nút để lập lại.',
  people: 'người sẽ gặp', peopleSoFar: 'người gặp được', ofPeople: (n) => `trên ${number(n)} người cần kích hoạt`,
  doors: 'hộ', ofDoors: (n) => `trên ${number(n)} hộ cần đến`, teams: 'đội đi', teamsStay: (n) => `${number(n)} đội không có nhà nào`, timeLeft: 'còn lại', ofTime: (t) => `trong ${t}`, ending: 'sắp xong',
  leftShort: 'hộ chưa xếp được', leftNone: 'mọi hộ đều có trong kế hoạch', bound: (n) => `Với các đội này không kế hoạch nào gặp được quá ${number(n)} người.`,
  chart: 'Số người gặp được theo thời gian', chartTotal: (n) => `cần gặp ${number(n)}`,
  progressSaid: (n, all, left) => `Gặp được ${number(n)} trên ${number(all)} người; còn ${left}.`,
  doneSaid: (n, all) => `Xong: sẽ gặp ${number(n)} trên ${number(all)} người.`,
  map: 'Bản đồ các đội', mapHelp: 'Bản đồ. Phím mũi tên để dời, cộng trừ để phóng, 0 để xem tất cả, Esc để bỏ chọn.', mapHint: 'Chỉ vào một khu vực để xem đội. Bấm vào bản đồ rồi lăn chuột để phóng to; phóng to thì thấy số điểm dừng.', mapHintTouch: 'Chạm vào một khu vực để xem đội. Phóng to bằng hai ngón tay thì thấy số điểm dừng.',
  mapWait: 'Đang tìm kế hoạch đầu tiên…', mapNone: 'Không có gì để vẽ.', zoomIn: 'Phóng to', zoomOut: 'Thu nhỏ', zoomAll: 'Xem tất cả', start: 'Xuất phát',
  teamLine: (t) => `${t.name}: ${number(t.persons)} người, ${number(t.visits)} hộ, ${t.depart}–${t.back}`, clearTeam: 'Bỏ chọn',
  lists: 'Mở phiếu để in', excel: 'Tải bảng Excel', otherFiles: 'Tệp khác',
  files: { 'visits.csv': 'Lượt đến (CSV)', 'unvisited.csv': 'Hộ chưa xếp được (CSV)', 'rejected.csv': 'Dòng lỗi (CSV)', 'routes.geojson': 'Bản đồ (GeoJSON)', 'plan.json': 'Kế hoạch cho chương trình (JSON)' },
  teamTable: 'Các đội', team: 'Đội', persons: 'Người', visits: 'Hộ', departs: 'Đi', returns: 'Về', travel: 'Đi đường', distance: 'Quãng đường', track: 'GPX', trackOf: (t) => `Đường đi GPX của ${t}`, stays: 'không có nhà nào, ở lại',
  travels: { 'straight-line': 'Đường đi: ước theo đường thẳng', roads: 'Đường đi: theo đường phố', osrm: 'Đường đi: theo đường phố, từ OSRM', valhalla: 'Đường đi: theo đường phố, từ Valhalla' },
  leftOut: 'Hộ chưa xếp được', mandatory: (n) => `${number(n)} hộ bắt buộc chưa xếp được`, households: (n) => `${number(n)} hộ`,
  reasons: {
    group: 'Không đội nào phụ trách tổ dân phố này', turf: 'Đội phụ trách khu vực đã hết giờ', too_far: 'Quá xa hoặc quá đông người, không kịp về',
    window: 'Không đội nào đến kịp lúc có người ở nhà', max_persons: 'Các đội đã đủ số người', no_time: 'Không đủ thời gian',
  },
  badTitle: (n) => `${number(n)} dòng bị bỏ qua, cần sửa`, badText: 'Các dòng khác vẫn được lập kế hoạch. Sửa trong tệp rồi lập lại.', badFile: 'Tệp', badRow: 'Dòng', badColumn: 'Cột', badReason: 'Vì sao',
  copy: 'Chép để dán vào Excel', copied: 'Đã chép; dán vào Excel bằng Ctrl+V.', copyFailed: 'Không chép được; hãy tải rejected.csv.', download: 'Tải rejected.csv', shownOf: (n, all) => `Hiện ${number(n)} trên ${number(all)} dòng; chép và tải thì đủ cả.`, showAll: (n) => `Hiện cả ${number(n)}`,
  keyTitle: 'Cần khóa truy cập', keyText: 'Máy chủ này chỉ phục vụ người có khóa. Hỏi người quản trị nếu chưa có.', key: 'Khóa truy cập', keyOpen: 'Mở', keyCancel: 'Thôi', keyWrong: 'Khóa không đúng.', keyForget: 'Quên khóa trên máy này', keyNeeded: 'Cần khóa truy cập để tiếp tục.', keyEnter: 'Nhập khóa',
  offline: 'Không nối được với máy chủ. Kiểm tra mạng hoặc chương trình gonha rồi thử lại.', again: 'Thử lại', waitFor: (n) => `Máy chủ đang bận. Tự thử lại sau ${number(n)} giây…`, waitCancel: 'Thôi', fileChanged: (name) => `Tệp ${name} đã thay đổi hoặc đang bị khóa. Hãy lưu, đóng Excel rồi chọn lại.`, fileEmpty: (name) => `Tệp ${name} trống.`,
  cannot: 'Chưa lập được kế hoạch', strange: 'Máy chủ trả lời lạ. Hãy thử lại.', row: 'dòng', column: 'cột', docs: 'Cho lập trình viên: API', min: 'phút', sec: 'giây',
};

const en = {
  title: 'gonha – plans for evening home visits', tagline: 'Plans for evening home visits', skip: 'Skip to the main part', language: 'Language',
  startTitle: 'Plan tonight’s visits',
  startText: 'Choose two lists and press one button. Each team gets a compact area and a timed list of doors, ready to print.',
  householdsList: 'Households', householdsHint: 'Households with people to activate. Excel, CSV or GeoJSON.',
  teamsList: 'Teams', teamsHint: 'The teams that go out tonight. Excel or CSV.',
  choose: 'Choose a file', change: 'Change', orDrop: 'or drop it here', swap: 'Swap the two files', swapAgain: 'Swap the two files and try again',
  noFiles: 'No files yet?', trySample: 'Try the sample', sampleFiles: 'Sample files to fill in:', noSample: 'This server has no sample.',
  sampleTaken: 'The sample is in; all people in it are invented.',
  evening: 'The evening', night: 'Date', from: 'From', to: 'To', seconds: 'Time to plan',
  secondsHint: 'More time may reach more people.',
  s10: '10 seconds', s30: '30 seconds', s60: '1 minute', s300: '5 minutes',
  more: 'More options', perPerson: 'Minutes for one person', setup: 'Minutes to begin at each stop', radius: 'Doors of one stop lie at most this far apart (metres)',
  turfs: 'Each team’s own area', turfsSoft: 'Yes, left now and then', turfsStrict: 'Never left', turfsOff: 'No areas', seed: 'Random seed',
  go: 'Plan the evening', sending: 'Sending…', private: 'The lists go to this gonha server and nowhere else.',
  missing: { households: 'The households’ file is not chosen.', teams: 'The teams’ file is not chosen.' },
  earlier: 'Earlier plans', earlierNone: 'No plans yet.', earlierMore: 'Show more', forget: 'Delete', forgetSure: 'Press again to delete', forgetOf: (when) => `Delete the plan of ${when}`, openOf: (when) => `Open the plan of ${when}`,
  states: { queued: 'Waiting', running: 'Planning', done: 'Done', cancelled: 'Stopped', failed: 'Failed' },
  queuedTitle: 'Waiting for its turn', queuedText: (n) => (n > 1 ? `${many('other plan', 'other plans')(n - 1)} before it.` : 'It is the next one.'),
  runningTitle: 'Planning', runningText: 'The number of people reached climbs. Stop whenever you like and keep the best plan.',
  doneTitle: (night) => `Plan for ${night}`, cancelledText: 'Stopped early; this is the best plan by then.', cancelledNone: 'Stopped before there was a plan.',
  failedTitle: 'No plan could be made', planTitle: 'Plan',
  stop: 'Stop and keep this plan', stopQueued: 'Do not wait', stopping: 'Stopping…', stopFailed: 'It could not be stopped, try again.', another: 'Make another plan',
  lost: 'The connection to the server is lost; connecting again…', gone: 'The server no longer has this plan: it was restarted, or the plan is past its time. Your files and options are still here, press the button to plan again.',
  people: 'people reached', peopleSoFar: 'people reached', ofPeople: (n) => `of ${many('person', 'people')(n)} to activate`,
  doors: 'households', ofDoors: (n) => `of ${number(n)} to visit`, teams: 'teams out', teamsStay: (n) => `${many('team', 'teams')(n)} without a door`, timeLeft: 'left', ofTime: (t) => `of ${t}`, ending: 'nearly done',
  leftShort: 'households left out', leftNone: 'every household is in the plan', bound: (n) => `With these teams no plan can reach more than ${many('person', 'people')(n)}.`,
  chart: 'People reached over time', chartTotal: (n) => `${number(n)} to reach`,
  progressSaid: (n, all, left) => `${number(n)} of ${many('person', 'people')(all)} reached; ${left} left.`,
  doneSaid: (n, all) => `Done: ${number(n)} of ${many('person', 'people')(all)} reached.`,
  map: 'Map of the teams', mapHelp: 'Map. Arrow keys move it, plus and minus zoom, 0 shows all, Escape clears the selection.', mapHint: 'Point at an area to see its team. Click the map and turn the wheel to zoom; stop numbers show when zoomed in.', mapHintTouch: 'Touch an area to see its team. Zoom in with two fingers to see the stop numbers.',
  mapWait: 'Looking for the first plan…', mapNone: 'There is nothing to draw.', zoomIn: 'Zoom in', zoomOut: 'Zoom out', zoomAll: 'Show all', start: 'Start',
  teamLine: (t) => `${t.name}: ${many('person', 'people')(t.persons)}, ${many('household', 'households')(t.visits)}, ${t.depart}–${t.back}`, clearTeam: 'Clear',
  lists: 'Open the lists to print', excel: 'Download for Excel', otherFiles: 'Other files',
  files: { 'visits.csv': 'Visits (CSV)', 'unvisited.csv': 'Households left out (CSV)', 'rejected.csv': 'Faulty rows (CSV)', 'routes.geojson': 'Map (GeoJSON)', 'plan.json': 'Plan for programs (JSON)' },
  travels: { 'straight-line': 'Ways: straight lines, estimated', roads: 'Ways: by road', osrm: 'Ways: by road, from OSRM', valhalla: 'Ways: by road, from Valhalla' },
  teamTable: 'Teams', team: 'Team', persons: 'People', visits: 'Doors', departs: 'Leaves', returns: 'Back', travel: 'On the way', distance: 'Way', track: 'GPX', trackOf: (t) => `GPX track of ${t}`, stays: 'no door, stays',
  leftOut: 'Households left out', mandatory: (n) => `${many('mandatory household', 'mandatory households')(n)} left out`, households: many('household', 'households'),
  reasons: {
    group: 'No team may visit this group', turf: 'The area’s team has no time left', too_far: 'Too far or too many people to be back in time',
    window: 'No team can come while somebody is home', max_persons: 'Teams have reached their most people', no_time: 'Not enough time',
  },
  badTitle: (n) => `${many('row', 'rows')(n)} set aside, to be put right`, badText: 'The others are planned. Correct the file and plan again.', badFile: 'File', badRow: 'Row', badColumn: 'Column', badReason: 'Why',
  copy: 'Copy for Excel', copied: 'Copied; paste into Excel with Ctrl+V.', copyFailed: 'Could not copy; download rejected.csv.', download: 'Download rejected.csv', shownOf: (n, all) => `${number(n)} of ${number(all)} rows shown; copy and download hold all.`, showAll: (n) => `Show all ${number(n)}`,
  keyTitle: 'An access key is needed', keyText: 'This server is for people who have a key. Ask its administrator for one.', key: 'Access key', keyOpen: 'Open', keyCancel: 'Cancel', keyWrong: 'This key is not valid.', keyForget: 'Forget the key on this machine', keyNeeded: 'An access key is needed to go on.', keyEnter: 'Enter the key',
  offline: 'The server cannot be reached. Check the network or the gonha program, then try again.', again: 'Try again', waitFor: (n) => `The server is busy. Trying again in ${many('second', 'seconds')(n)}…`, waitCancel: 'Cancel', fileChanged: (name) => `The file ${name} has changed or is locked. Save it, close Excel and choose it again.`, fileEmpty: (name) => `The file ${name} is empty.`,
  cannot: 'No plan could be made yet', strange: 'The server gave a strange answer. Try again.', row: 'row', column: 'column', docs: 'For programmers: API', min: 'min', sec: 's',
};

const languages = { vi, en };
let lang = 'vi';

/** w holds the texts of the language in use. */
export let w = vi;

/** language is the language in use, "vi" or "en". */
export const language = () => lang;

/** chooseLanguage takes ?lang=, or what was chosen before, or Vietnamese. */
export function chooseLanguage() {
  const asked = new URLSearchParams(location.search).get('lang');
  let kept = null;
  try { kept = localStorage.getItem('lang'); } catch { /* storage may be off */ }
  use(languages[asked] ? asked : languages[kept] ? kept : 'vi');
}

/** keepLanguage uses a language from now on and at the next visit. */
export function keepLanguage(chosen) {
  try { localStorage.setItem('lang', chosen); } catch { /* storage may be off */ }
  const url = new URL(location.href);
  if (url.searchParams.has('lang')) {
    url.searchParams.set('lang', chosen);
    history.replaceState(null, '', url);
  }
  use(chosen);
}

/** use puts the language's texts into every element that names one in data-w. */
function use(chosen) {
  lang = chosen;
  w = languages[chosen];
  document.documentElement.lang = chosen;
  for (const element of document.querySelectorAll('[data-w]')) element.textContent = w[element.dataset.w];
  for (const element of document.querySelectorAll('[data-w-label]')) element.setAttribute('aria-label', w[element.dataset.wLabel]);
}

/** said is the part of a sentence of the server in the language in use: of "tiếng Việt / English", or of each
 * part of "dòng 1 / row 1: tiếng Việt / English". */
export function said(sentence) {
  const text = sentence.replace(/dòng \/ row (\d+)/g, 'dòng $1 / row $1');
  const halves = text.split(' / ');
  if (halves.length > 2 && text.includes(': ')) return text.split(': ').map(said).join(': ');
  return halves.length === 2 && lang === 'en' ? halves[1] : halves[0];
}

const locale = () => (lang === 'vi' ? 'vi-VN' : 'en-GB');

/** number writes a number, digits in threes. */
export function number(n, digits = 0) {
  return n.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** kilometres writes metres as "640 m" or "1,3 km". */
export const kilometres = (m) => (m < 1000 ? `${number(m)} m` : `${number(m / 1000, 1)} km`);

/** lasting writes a number of seconds as "12 giây" or "1 phút 5 giây". */
export function lasting(seconds) {
  const s = Math.max(0, Math.round(seconds));
  const parts = [];
  if (s >= 60) parts.push(`${number(Math.floor(s / 60))} ${w.min}`);
  if (s % 60 || s < 60) parts.push(`${s % 60} ${w.sec}`);
  return parts.join(' ');
}

/** clock writes a plan's time "19:30:00" as a watch shows it: past midnight it begins again. */
export function clock(time) {
  const [h, m] = time.split(':');
  return `${String(Number(h) % 24).padStart(2, '0')}:${m}`;
}

/** nightOf writes a date "2026-11-20" as "Thứ Sáu 20/11/2026". */
export function nightOf(date) {
  const [year, month, day] = date.split('-');
  const weekday = new Date(`${date}T00:00:00Z`).toLocaleDateString(locale(), { weekday: 'long', timeZone: 'UTC' });
  return `${weekday} ${day}/${month}/${year}`;
}

/** moment writes an instant in the reader's own time, "18:45 20/11". */
export function moment(instant) {
  const at = new Date(instant), two = (n) => String(n).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())} ${two(at.getDate())}/${two(at.getMonth() + 1)}`;
}
