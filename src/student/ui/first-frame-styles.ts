/*
 * The styles of the open question and of the frame before it, which stand in the page itself; all others wait there in a template. The
 * build reads this list too, and leaves them out of the app. Those that apply to everything come last, as they did before the split.
 */
import './interactions/choice.css';
import './question.css';
import './seam.css';
import './item-screen.css';
import './base.css';
import './content.css';
import './not-opened-words.css';
