import Qti3Player from 'qti3-item-player';
import 'qti3-item-player/dist/qti3Player.css';
import Vue from 'vue';
import { ITEM } from './item.mjs';

new Vue({
  render: (h) =>
    h(Qti3Player, {
      on: { notifyQti3PlayerReady: (player) => player.loadItemFromXml(ITEM, { guid: 'solid', status: 'interacting' }) },
    }),
}).$mount(document.querySelector('main').appendChild(document.createElement('div')));
