import type { Dice } from './dice.ts'
import type { Language } from './language.ts'

/** Who sells or buys; everybody is invented. */
export type Party = {
  name: string
  street: string
  place: string
  country: string
  domain: string
  phone: string
  taxId: string
  iban: string
  person: string
}

type Names = {
  firms: readonly string[]
  forms: readonly string[]
  people: readonly string[]
  streets: readonly string[]
  places: readonly string[]
  country: string
  vat: string
}

const names: Record<Language['code'], Names> = {
  en: {
    firms: [
      'Brightwater Tools',
      'Harrow & Finch',
      'Castleford Logistics',
      'Blue Heron Design',
      'Oakridge Catering',
      'Summit Data Services',
      'Penrose',
      'Kite Street Studio',
      'The Copper Kettle',
      'Northgate Joinery',
      'Lumen',
      'Alder Electrical',
      'Quayside Marine Supplies',
      'Tindall Brothers',
    ],
    forms: ['Ltd', 'Limited', 'LLC', 'Inc.', 'plc', 'LLP', 'Corp.', 'Pty Ltd'],
    people: ['Margaret Hale', 'Oliver Stone', 'Priya Nair', 'James T. Walker', 'Ann Cole'],
    streets: [
      '14 Harbour Road',
      '221 Mill Lane',
      'Unit 3, Park Way',
      '1200 Fifth Avenue',
      '77 King Street',
      'Suite 400, 18 Main St',
    ],
    places: [
      'Bristol BS1 4QA',
      'Leeds LS9 8AG',
      'London SW1A 2AA',
      'Springfield, IL 62701',
      'Austin, TX 78701',
      'Dublin D02 X285',
    ],
    country: 'United Kingdom',
    vat: 'GB#########',
  },
  de: {
    firms: [
      'Kessler & Sohn',
      'Bauer Haustechnik',
      'Lindner Druck',
      'Wagner Metallbau',
      'Sonnenhof Touristik',
      'Nordlicht Medien',
      'Schreinerei Huber',
      'Praxis am Park',
      'Elektro Vogt',
      'Gärtnerei Rosenthal',
      'Datenwerk',
      'Malermeister Peter Krüger',
      'Hofmann Consulting',
      'TechVision',
    ],
    forms: ['GmbH', 'GmbH & Co. KG', 'AG', 'e.K.', 'UG (haftungsbeschränkt)', 'OHG', 'KG', 'GbR'],
    people: ['Petra Amsel', 'Dr. Jürgen Möller', 'Sabine Groß', 'Thomas Weber', 'Uwe Krämer'],
    streets: [
      'Gartenweg 7',
      'Hauptstraße 112',
      'Am Marktplatz 2',
      'Industriestr. 45a',
      'Lindenallee 18',
      'Bahnhofstr. 3',
    ],
    places: [
      '04109 Leipzig',
      '99084 Erfurt',
      '80331 München',
      '20095 Hamburg',
      '8001 Zürich',
      '1010 Wien',
      'D-70173 Stuttgart',
    ],
    country: 'Deutschland',
    vat: 'DE#########',
  },
  fr: {
    firms: [
      'Menuiserie Valmont',
      'Dupont & Fils',
      'Atelier Lumière',
      'Boulangerie Mercier',
      'Garage des Alpes',
      'Conseil Horizon',
      'Librairie du Parc',
      'Électricité Moreau',
      'Les Jardins de Claire',
      'Nexia Informatique',
    ],
    forms: ['SARL', 'SAS', 'SA', 'EURL', 'SASU'],
    people: ['Claire Fontaine', 'Jean-Marc Petit', 'Hélène Roux', 'Luc Bernard'],
    streets: [
      '8 rue des Tanneurs',
      '25 avenue de la République',
      '3 place du Marché',
      '14 bis, boulevard Carnot',
      'ZA Les Prés',
    ],
    places: ['38000 Grenoble', '75011 Paris', '69003 Lyon', '33000 Bordeaux'],
    country: 'France',
    vat: 'FR## #########',
  },
  nl: {
    firms: [
      'Tulpenveld Fietsen',
      'Van Dijk Installatie',
      'De Gouden Molen',
      'Waterland Advies',
      'Bakkerij Jansen',
      'Studio Noord',
      'Kaasboerderij Vos',
      'Timmerbedrijf De Boer',
    ],
    forms: ['B.V.', 'BV', 'V.O.F.', 'N.V.'],
    people: ['J. Smit', 'Mevrouw A. de Vries', 'Pieter Bakker'],
    streets: ['Kade 12', 'Dorpsstraat 145', 'Keizersgracht 301', 'Industrieweg 8'],
    places: ['2611 AB Delft', '1016 EE Amsterdam', '3511 LM Utrecht', '9711 PA Groningen'],
    country: 'Nederland',
    vat: 'NL#########B01',
  },
  it: {
    firms: [
      'Officine Bardi',
      'Falegnameria Conti',
      'Studio Legale Ferri',
      'Cantina Sole',
      'Elettra Impianti',
      'Tipografia Moderna',
      'Pasticceria Aurora',
      'Idraulica Rossi',
    ],
    forms: ['S.r.l.', 'Srl', 'S.p.A.', 'SpA', 'S.n.c.', 'S.a.s.'],
    people: ['Giulia Marini', 'Marco Gallo', 'Dott. Paolo Greco'],
    streets: ['Via Emilia 90', 'Corso Garibaldi, 12', 'Piazza Dante 4', 'Viale Europa 33'],
    places: ['41121 Modena (MO)', '20121 Milano', '00184 Roma RM', '10121 Torino'],
    country: 'Italia',
    vat: 'IT###########',
  },
  es: {
    firms: [
      'Talleres Aranda',
      'Construcciones Vega',
      'Hostal El Roble',
      'Imprenta Sur',
      'Café Central',
      'Informática Levante',
      'Ferretería Molina',
      'Jardines del Turia',
    ],
    forms: ['S.L.', 'SL', 'S.A.', 'S.L.U.', 'S.C.'],
    people: ['Carmen Ruiz', 'José Antonio Gil', 'Lucía Ortega'],
    streets: ['Calle Mayor 3', 'Avda. de la Paz, 17', 'Plaza España 5', 'C/ Colón 22'],
    places: ['09400 Burgos', '28013 Madrid', '46001 Valencia', '41001 Sevilla'],
    country: 'España',
    vat: 'B########',
  },
}

const filled = (shape: string, dice: Dice): string => shape.replace(/#/g, () => String(dice.whole(0, 9)))

/** `legal`: how often a firm says its legal form; `personal`: how often there is a person and no firm. */
export function partyOf(dice: Dice, code: Language['code'], { legal = 0.7, personal = 0.1 } = {}): Party {
  const own = names[code]
  const person = dice.pick(own.people)
  const firm = dice.pick(own.firms)
  const name = dice.chance(personal) ? person : dice.chance(legal) ? `${firm} ${dice.pick(own.forms)}` : firm
  const domain = firm
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z ]/g, '')
    .trim()
    .split(' ')
    .filter((word) => word !== '')
    .join(dice.pick(['', '-']))
  return {
    name,
    street: dice.pick(own.streets),
    place: dice.pick(own.places),
    country: own.country,
    domain: `${domain}.example`,
    phone: `+${dice.whole(30, 49)} ${dice.digits(3)} ${dice.digits(3)} ${dice.digits(3)}`,
    taxId: filled(own.vat, dice),
    iban: `${own.vat.slice(0, 2).replace(/^B#$/, 'ES')}${dice.digits(2)} ${dice.digits(4)} ${dice.digits(4)} ${dice.digits(4)} ${dice.digits(4)} ${dice.digits(2)}`,
    person,
  }
}
