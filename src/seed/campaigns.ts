/**
 * Twenty-one campaigns in every state, told as plans. Times are hours from the moment of seeding: what is negative has
 * happened, what is positive is still to come. Where nothing is said of when and on what they are decided, they have what a
 * person gets: confirmed slots count, holds last a day, and so does the settlement.
 */
export interface DemoItem {
  name: string
  description?: string
  price: number
  slotsPerUnit?: number
  minimumUnits?: number
  weightGrams: number
  sku: string
  tiers?: { name: string; price: number; units: number }[]
  /** Units that are held in the end. */
  ordered: number
}

export interface CampaignPlan {
  product: string
  title: string
  description: string
  totalSlots: number
  minimumSlots?: number
  /** Left out where `items` say what is sold. */
  pricePerSlot?: number
  items?: DemoItem[]
  /** From so many slots, per item. */
  volume?: { fromSlots: number; prices: number[] }[]
  minPerBuyer?: number
  maxPerBuyer?: number
  holdMinutes?: number
  completion?: 'at_deadline'
  createdAt: number
  opensAt?: number
  deadline: number
  draft?: true
  /** How many slots are held in the end (before it failed or was cancelled); left out where items say it. */
  slotsHeld?: number
  /** When the last of them joined; left out: just now, or just before it ended. */
  lastJoinAt?: number
  /** Joins beyond those: of people who never paid until their hold expired, and of people who thought better of it. */
  lapsed?: number
  left?: number
  /** How many of the latest have not paid yet. */
  unpaid?: number
  /** When the seller wrote to the first of them in WhatsApp. */
  reminded?: { at: number; count: number }
  extended?: { at: number; deadline: number }
  /** Where Rani, as whom buyers try the demo, is among those who hold slots. */
  rani?: 'first' | 'last'
  cancelled?: { at: number; reason: string }
  /** The seller wrote the story anew after people had joined. */
  reworded?: { at: number; description: string }
  /** One buyer who got the money back after all. */
  refunded?: { at: number; reason: string }
  /** When the seller sent back what was owed: to all, or to the first half; and when one of them said that it has not arrived. */
  sentBack?: { at: number; half?: true; notArrivedAt?: number }
  /** One buyer paid more than was due, and a payment was recorded for the wrong order and taken back. */
  muddled?: { at: number }
  /** From when on the parcels arrived. */
  receivedFrom?: number
}

const day = 24

export const campaigns: CampaignPlan[] = [
  {
    product: 'melati-senja',
    title: 'Melati Senja – Batch Perdana',
    description:
      'Batch pertama kami, 30 botol. Diproduksi begitu semua slot terisi; perlu dua minggu untuk maserasi sebelum dikirim dari Solo.',
    totalSlots: 30,
    pricePerSlot: 185_000,
    createdAt: -62 * day,
    deadline: -48 * day,
    slotsHeld: 30,
    lastJoinAt: -53 * day,
    left: 1,
    receivedFrom: -33 * day,
  },
  {
    product: 'kopi-subuh',
    title: 'Kopi Subuh – Giling Pertama',
    description:
      'Satu karung robusta Temanggung cukup untuk 36 botol. Minimal 24 slot supaya ongkos perendaman tertutup.',
    totalSlots: 36,
    minimumSlots: 24,
    pricePerSlot: 179_000,
    createdAt: -46 * day,
    deadline: -32 * day,
    slotsHeld: 29,
    refunded: { at: -20 * day, reason: 'Botol pecah di jalan dan stok batch ini sudah habis.' },
    sentBack: { at: -19 * day },
    receivedFrom: -14 * day,
  },
  {
    product: 'pala-banda',
    title: 'Pala Banda – Batch Uji Coba',
    description:
      'Kalau 50 slot terisi, kami bisa memesan botol langsung dari pabrik. Kalau tidak, uang kami kembalikan sepenuhnya.',
    totalSlots: 50,
    pricePerSlot: 149_000,
    createdAt: -40 * day,
    deadline: -26 * day,
    slotsHeld: 21,
    left: 2,
    sentBack: { at: -24 * day },
  },
  {
    product: 'jeruk-kasturi',
    title: 'Jeruk Kasturi – Batch Kemarau',
    description: 'Empat puluh botol untuk bulan-bulan paling panas. Target 20 slot sebelum musim jeruk habis.',
    totalSlots: 40,
    minimumSlots: 20,
    pricePerSlot: 119_000,
    createdAt: -30 * day,
    deadline: -16 * day,
    slotsHeld: 6,
    sentBack: { at: -14 * day, half: true, notArrivedAt: -11 * day },
  },
  {
    product: 'cempaka-malam',
    title: 'Cempaka Malam – Panen Pertama',
    description: 'Hanya 25 botol dari panen pertama para pemetik di Boyolali.',
    totalSlots: 25,
    minimumSlots: 15,
    pricePerSlot: 199_000,
    holdMinutes: 2 * day * 60,
    createdAt: -21 * day,
    deadline: -6 * day,
    slotsHeld: 12,
    cancelled: {
      at: -11 * day,
      reason: 'Hujan lebat tiga malam berturut-turut merusak bunga cempaka, jadi batch ini tidak bisa kami buat.',
    },
  },
  {
    product: 'hujan-pertama',
    title: 'Hujan Pertama – Botol Perjalanan 10 ml',
    description:
      'Botol kecil yang muat di saku. Minimal ambil dua: satu untuk tas, satu untuk meja kerja. Paling banyak enam per orang.',
    totalSlots: 80,
    minimumSlots: 40,
    pricePerSlot: 59_000,
    minPerBuyer: 2,
    maxPerBuyer: 6,
    holdMinutes: day * 60,
    createdAt: -15 * day,
    deadline: 6 * day,
    slotsHeld: 46,
    lapsed: 1,
    unpaid: 2,
  },
  {
    product: 'pala-banda',
    title: 'Pala Banda – Batch Kecil',
    description: 'Pelajaran dari batch uji coba: targetnya kami kecilkan jadi 15 botol dan botolnya kami beli eceran.',
    totalSlots: 30,
    minimumSlots: 15,
    pricePerSlot: 159_000,
    createdAt: -12 * day,
    deadline: 2 * day,
    slotsHeld: 19,
    unpaid: 3,
  },
  {
    product: 'cempaka-malam',
    title: 'Cempaka Malam – Panen Kedua',
    description:
      'Cuaca membaik dan cempakanya kembali wangi. Perlu 18 slot; tenggat kami perpanjang sekali karena banyak yang masih menunggu gajian.',
    totalSlots: 25,
    minimumSlots: 18,
    pricePerSlot: 199_000,
    createdAt: -10 * day,
    deadline: -1 * day,
    extended: { at: -2 * day, deadline: 5 },
    rani: 'first',
    slotsHeld: 20,
    left: 1,
    unpaid: 11,
    reminded: { at: -1.5, count: 3 },
  },
  {
    product: 'melati-senja',
    title: 'Melati Senja – Batch Kedua',
    description: 'Banyak yang tidak kebagian batch perdana, jadi kami tambah menjadi 40 botol. Minimal 30 slot.',
    totalSlots: 40,
    minimumSlots: 30,
    pricePerSlot: 185_000,
    holdMinutes: day * 60,
    createdAt: -9 * day,
    deadline: 4 * day,
    slotsHeld: 38,
    lapsed: 2,
    left: 1,
    unpaid: 3,
  },
  {
    product: 'cendana-wening',
    title: 'Cendana Wening – Batch Tunggal',
    description: 'Satu balok cendana, dua puluh botol, tidak ada batch kedua tahun ini. Paling banyak dua per orang.',
    totalSlots: 20,
    pricePerSlot: 275_000,
    maxPerBuyer: 2,
    createdAt: -8 * day,
    deadline: 6 * day,
    slotsHeld: 20,
    lastJoinAt: -38,
  },
  {
    product: 'kopi-subuh',
    title: 'Kopi Subuh – Giling Kedua',
    description: 'Sangrai sama seperti giling pertama, gula arennya dari Kulon Progo. Dikirim dalam kotak kayu.',
    reworded: {
      at: -2 * day,
      description:
        'Sangrai sedikit lebih gelap daripada giling pertama, gula arennya dari Kulon Progo. Dikirim dalam kotak karton tebal.',
    },
    totalSlots: 36,
    minimumSlots: 24,
    pricePerSlot: 179_000,
    createdAt: -6 * day,
    deadline: 8 * day,
    slotsHeld: 17,
    left: 1,
    unpaid: 2,
    muddled: { at: -20 },
  },
  {
    product: 'gaharu-lawas',
    title: 'Gaharu Lawas – 24 Botol Bernomor',
    description:
      'Nomor botol mengikuti urutan bergabung. Paling banyak dua per orang, dan slot yang belum dibayar dalam 12 jam kami lepas lagi.',
    totalSlots: 24,
    minimumSlots: 16,
    pricePerSlot: 485_000,
    maxPerBuyer: 2,
    holdMinutes: 12 * 60,
    createdAt: -5 * day,
    deadline: 9 * day,
    slotsHeld: 9,
    lapsed: 2,
    unpaid: 1,
  },
  {
    product: 'jeruk-kasturi',
    title: 'Jeruk Kasturi – Coba Lagi, Target Lebih Kecil',
    description: 'Cukup sepuluh botol untuk mulai memeras jeruk. Kali ini kami yakin bisa!',
    totalSlots: 24,
    minimumSlots: 10,
    pricePerSlot: 125_000,
    createdAt: -3 * day,
    opensAt: -1 * day,
    deadline: 12 * day,
    slotsHeld: 7,
    unpaid: 1,
  },
  {
    product: 'teh-pagi',
    title: 'Teh Pagi – Petikan Pucuk',
    description: 'Dibuka setelah petikan pertama selesai ditimbang. Lima puluh botol, minimal 25 slot.',
    totalSlots: 50,
    minimumSlots: 25,
    pricePerSlot: 129_000,
    createdAt: -2 * day,
    opensAt: 26,
    deadline: 15 * day,
  },
  {
    product: 'hujan-pertama',
    title: 'Hujan Pertama – Prapesan Musim Hujan',
    description:
      'Prapesan untuk musim hujan nanti. Semakin cepat 40 slot tercapai, semakin cepat akar wanginya kami suling.',
    totalSlots: 60,
    minimumSlots: 40,
    pricePerSlot: 169_000,
    createdAt: -20,
    deadline: 20 * day,
    slotsHeld: 4,
    unpaid: 2,
  },
  {
    product: 'garam-laut',
    title: 'Garam Laut – Batch Pelabuhan',
    description: 'Masih rancangan: menunggu hasil uji racikan terakhir.',
    totalSlots: 40,
    minimumSlots: 24,
    pricePerSlot: 175_000,
    createdAt: -1 * day,
    deadline: 21 * day,
    draft: true,
  },
  {
    product: 'melati-senja',
    title: 'Melati Senja – Titipan Kawan Kantor',
    description:
      'Tenggatnya sudah lewat, dan kami masih menunggu pembayaran dari yang memesan di hari terakhir. Perlu 14 slot yang dibayar.',
    totalSlots: 20,
    minimumSlots: 14,
    pricePerSlot: 179_000,
    maxPerBuyer: 4,
    createdAt: -9 * day,
    deadline: -6,
    slotsHeld: 17,
    rani: 'last',
    unpaid: 3,
  },
  {
    product: 'kopi-subuh',
    title: 'Kopi Subuh – Paket Hadiah Akhir Tahun',
    description:
      'Semua paket kami kirim bersamaan, jadi hasilnya baru diputuskan pada tenggat, juga kalau slotnya sudah habis. Ada yang batal? Slotnya muncul lagi.',
    totalSlots: 18,
    minimumSlots: 12,
    pricePerSlot: 199_000,
    maxPerBuyer: 4,
    completion: 'at_deadline',
    createdAt: -7 * day,
    deadline: 3 * day,
    slotsHeld: 18,
    unpaid: 1,
  },
  {
    product: 'melati-senja',
    title: 'Melati Senja – Tiga Ukuran',
    description:
      'Satu panci, tiga ukuran botol. Botol 50 ml lebih murah untuk yang datang lebih dulu; satu slot adalah 10 ml racikan.',
    totalSlots: 240,
    minimumSlots: 120,
    items: [
      { name: '10 ml', description: 'Botol semprot saku.', price: 49_000, weightGrams: 45, sku: 'MS-10', ordered: 14 },
      { name: '30 ml', price: 129_000, slotsPerUnit: 3, weightGrams: 120, sku: 'MS-30', ordered: 9 },
      {
        name: '50 ml',
        description: 'Botol kaca tebal dalam kotak kayu.',
        price: 195_000,
        slotsPerUnit: 5,
        weightGrams: 210,
        sku: 'MS-50',
        tiers: [
          { name: 'Paling awal', price: 165_000, units: 15 },
          { name: 'Awal', price: 179_000, units: 15 },
        ],
        ordered: 13,
      },
    ],
    createdAt: -4 * day,
    deadline: 10 * day,
    unpaid: 2,
  },
  {
    product: 'kopi-subuh',
    title: 'Kopi Subuh – Makin Ramai Makin Murah',
    description:
      'Pabrik botol memberi harga grosir mulai 50 botol, dan selisihnya untuk kita semua: semua yang ikut membayar harga yang sama.',
    totalSlots: 80,
    minimumSlots: 30,
    pricePerSlot: 179_000,
    volume: [
      { fromSlots: 50, prices: [164_000] },
      { fromSlots: 70, prices: [155_000] },
    ],
    createdAt: -6 * day,
    deadline: 7 * day,
    slotsHeld: 44,
    unpaid: 2,
  },
  {
    product: 'gaharu-lawas',
    title: 'Gaharu Lawas – Dari 5 ml sampai 100 ml',
    description:
      'Botol 100 ml harus kami pesan khusus, paling sedikit delapan. Kalau pemesannya kurang, ukuran itu tidak dibuat dan uangnya kembali; ukuran lain tetap jalan.',
    totalSlots: 400,
    minimumSlots: 100,
    items: [
      { name: '5 ml', price: 95_000, weightGrams: 35, sku: 'GL-5', ordered: 18 },
      { name: '30 ml', price: 485_000, slotsPerUnit: 6, weightGrams: 140, sku: 'GL-30', ordered: 16 },
      {
        name: '100 ml',
        description: 'Dibuat kalau ada delapan pesanan.',
        price: 1_450_000,
        slotsPerUnit: 20,
        minimumUnits: 8,
        weightGrams: 420,
        sku: 'GL-100',
        ordered: 3,
      },
    ],
    createdAt: -8 * day,
    deadline: 3 * day,
    unpaid: 2,
  },
]
